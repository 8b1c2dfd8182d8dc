package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * TLMSP of a ServerHello (ETSI TS 103 523-2 4.3.5), as ETSI's own implementation sends it.
 *
 * @param major version
 * @param minor version
 * @param sessionId 0..2^32-1
 * @param client its address
 * @param server its address
 * @param middleboxes all on the path
 */
public record TlmspAnswer(
    int major,
    int minor,
    long sessionId,
    TlmspAddress client,
    TlmspAddress server,
    List<TlmspMiddlebox> middleboxes)
    implements ExtensionBody {
  public TlmspAnswer {
    middleboxes = List.copyOf(middleboxes);
  }

  static TlmspAnswer decode(ByteReader in) throws MalformedException {
    return new TlmspAnswer(
        in.uint8("major"),
        in.uint8("minor"),
        in.uint32("sid"),
        TlmspAddress.decode(in),
        TlmspAddress.decode(in),
        TlmspMiddlebox.decodeList(in));
  }
}
