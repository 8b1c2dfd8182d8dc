package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** key_share of a ClientHello (RFC 8446 4.2.8), most preferred first. */
public record ClientKeyShares(List<KeyShareEntry> shares) implements ExtensionBody {
  public ClientKeyShares {
    shares = List.copyOf(shares);
  }

  static ClientKeyShares decode(ByteReader in) throws MalformedException {
    return new ClientKeyShares(Vectors.list(in.vector16("client_shares"), KeyShareEntry::decode));
  }
}
