package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * TLMSP of a ClientHello (ETSI TS 103 523-2 4.3.5), as ETSI's own implementation sends it.
 *
 * @param major version
 * @param minor version
 * @param client its address
 * @param server its address
 * @param middleboxes those the client begins with
 * @param discovered what an earlier handshake found on the path; empty in the first one
 */
public record TlmspOffer(
    int major,
    int minor,
    TlmspAddress client,
    TlmspAddress server,
    List<TlmspMiddlebox> middleboxes,
    Optional<Discovered> discovered)
    implements ExtensionBody {
  public TlmspOffer {
    middleboxes = List.copyOf(middleboxes);
  }

  static TlmspOffer decode(ByteReader in) throws MalformedException {
    int major = in.uint8("major");
    int minor = in.uint8("minor");
    TlmspAddress client = TlmspAddress.decode(in);
    TlmspAddress server = TlmspAddress.decode(in);
    boolean again = in.uint8("client_discovery_ack") != 0;
    List<TlmspMiddlebox> middleboxes = TlmspMiddlebox.decodeList(in);
    return new TlmspOffer(
        major,
        minor,
        client,
        server,
        middleboxes,
        again ? Optional.of(Discovered.decode(in)) : Optional.empty());
  }

  /**
   * The path as it was found.
   *
   * @param sessionId of that handshake, 0..2^32-1
   * @param hash over it
   * @param middleboxes all on the path
   */
  public record Discovered(long sessionId, Bytes hash, List<TlmspMiddlebox> middleboxes) {
    public Discovered {
      middleboxes = List.copyOf(middleboxes);
    }

    static Discovered decode(ByteReader in) throws MalformedException {
      return new Discovered(
          in.uint32("sid"), in.opaque8("discovery_hash"), TlmspMiddlebox.decodeList(in));
    }
  }
}
