package dev.shakedown.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.util.IPAddress;

/** Looks for a value in output, in every form somebody might find it in. */
final class Leaks {
  /** Fewer bytes than this turn up by chance. */
  private static final int MIN_BYTES = 4;

  private Leaks() {}

  /** The forms in which a value is in the output; empty if it is not. */
  static List<String> of(String value, byte[] output) {
    List<String> found = new ArrayList<>();
    byte[] folded = lower(output);
    forms(value)
        .forEach(
            (form, bytes) -> {
              if (bytes.length >= MIN_BYTES && contains(folded, lower(bytes))) {
                found.add(form);
              }
            });
    return found;
  }

  private static Map<String, byte[]> forms(String value) {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    forms.put("text", text);
    forms.put("UTF-16BE", value.getBytes(StandardCharsets.UTF_16BE));
    forms.put("UTF-16LE", value.getBytes(StandardCharsets.UTF_16LE));
    encoded(forms, "text", text);
    if (IPAddress.isValid(value)) {
      raw(forms, address(value));
    } else if (value.matches("\\p{XDigit}{2}(:\\p{XDigit}{2})+")) {
      raw(forms, HexFormat.ofDelimiter(":").parseHex(value));
    } else if (value.length() >= 16
        && value.length() % 2 == 0
        && value.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      raw(forms, HexFormat.of().parseHex(value));
    }
    return forms;
  }

  /** Of a literal, which nothing is asked about. */
  private static byte[] address(String literal) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  private static void raw(Map<String, byte[]> forms, byte[] bytes) {
    forms.put("bytes", bytes);
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    forms.put("reversed bytes", reversed);
    encoded(forms, "bytes", bytes);
  }

  private static void encoded(Map<String, byte[]> forms, String what, byte[] bytes) {
    forms.put(what + " in hexadecimal", ascii(HexFormat.of().formatHex(bytes)));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + bytes.length];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // the first characters depend on what stands before, the last one on what follows
      int from = shift == 0 ? 0 : shift + 1;
      int to = base64.length() - (shifted.length % 3 == 0 ? 0 : 1);
      if (to - from >= 6) {
        forms.put(what + " in base64, shifted by " + shift, ascii(base64.substring(from, to)));
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Upper and lower case are the same; base64 gets a few false chances by that. */
  private static byte[] lower(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean contains(byte[] all, byte[] part) {
    return new String(all, StandardCharsets.ISO_8859_1)
        .contains(new String(part, StandardCharsets.ISO_8859_1));
  }
}
