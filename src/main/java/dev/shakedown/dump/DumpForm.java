package dev.shakedown.dump;

import java.util.Arrays;
import java.util.Optional;

/** A way to write bytes down. */
public enum DumpForm {
  /** The bytes themselves. */
  RAW("raw"),
  /** Hexadecimal digits, with or without separators. */
  HEX("hex"),
  /** Lines of offset and hexadecimal digits: xxd, hexdump -C, od, tcpdump -x, Wireshark. */
  HEXDUMP("hexdump"),
  BASE64("base64"),
  /** Base64 between BEGIN and END lines (RFC 7468). */
  PEM("pem"),
  /** Numbers 0x16, 0x03, ... or a string of escapes \x16\x03. */
  C_ARRAY("c"),
  /** What openssl s_client and s_server print with -msg. */
  OPENSSL_MSG("msg");

  private final String id;

  DumpForm(String id) {
    this.id = id;
  }

  /** Its name on the command line. */
  public String id() {
    return id;
  }

  /** The form of this name. */
  public static Optional<DumpForm> of(String id) {
    return Arrays.stream(values()).filter(f -> f.id.equals(id)).findFirst();
  }
}
