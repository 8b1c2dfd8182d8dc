package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * pake of a ClientHello (draft-bmw-tls-pake13): who wants to show knowledge of a password to whom.
 *
 * @param clientIdentity may be empty
 * @param serverIdentity may be empty
 * @param shares one a scheme
 */
public record Pake(Bytes clientIdentity, Bytes serverIdentity, List<PakeShare> shares)
    implements ExtensionBody {
  public Pake {
    shares = List.copyOf(shares);
  }

  static Pake decode(ByteReader in) throws MalformedException {
    return new Pake(
        in.opaque16("client_identity"),
        in.opaque16("server_identity"),
        Vectors.list(in.vector16("client_shares"), PakeShare::decode));
  }
}
