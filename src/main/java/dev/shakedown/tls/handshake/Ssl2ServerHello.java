package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SERVER-HELLO of SSL 2.0 (draft-hickman-netscape-ssl-00 5.4): the server speaks nothing newer.
 *
 * @param sessionIdHit whether the session is resumed
 * @param certificateType 1 is X.509
 * @param version the version, 0x0002
 * @param certificate the server's; absent on resumption
 * @param cipherKinds what client and server have in common
 * @param connectionId 16..32 bytes
 */
public record Ssl2ServerHello(
    boolean sessionIdHit,
    int certificateType,
    ProtocolVersion version,
    Optional<Certificate> certificate,
    List<CipherSuite> cipherKinds,
    Bytes connectionId)
    implements HandshakeMessage {
  public Ssl2ServerHello {
    cipherKinds = List.copyOf(cipherKinds);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO;
  }

  static Ssl2ServerHello decode(ByteReader in, DecodeContext context) throws MalformedException {
    boolean hit = in.uint8("session_id_hit") != 0;
    int certificateType = in.uint8("certificate_type");
    ProtocolVersion version = ProtocolVersion.of(in.uint16("server_version"));
    int certificateLength = in.uint16("certificate_length");
    int kindsLength = in.uint16("cipher_specs_length");
    int connectionIdLength = in.uint16("connection_id_length");
    Bytes certificate = in.opaque("certificate", certificateLength);
    List<CipherSuite> kinds = new ArrayList<>();
    ByteReader kindList = in.sub("cipher_specs", kindsLength);
    while (!kindList.isEmpty()) {
      kinds.add(CipherSuite.of(kindList.uint24("cipher_spec")));
    }
    return new Ssl2ServerHello(
        hit,
        certificateType,
        version,
        certificate.isEmpty()
            ? Optional.empty()
            : Optional.of(context.cache().certificates().get(certificate)),
        kinds,
        in.opaque("connection_id", connectionIdLength));
  }
}
