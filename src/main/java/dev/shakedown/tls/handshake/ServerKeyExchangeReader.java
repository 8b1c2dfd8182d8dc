package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.Optional;

/** Reads the kinds of ServerKeyExchange, one method a kind of parameters. */
final class ServerKeyExchangeReader {
  private static final int NAMED_CURVE = 3;

  private Optional<NamedGroup> group = Optional.empty();
  private int publicKeyLength;
  private int primeBits;
  private Bytes pskIdentityHint = Bytes.EMPTY;

  private ServerKeyExchangeReader() {}

  static ServerKeyExchange read(ByteReader in, DecodeContext context) throws MalformedException {
    String exchange = context.cipherSuite().map(CipherSuite::keyExchange).orElse("");
    return new ServerKeyExchangeReader().read(in, exchange, context.hasSignatureSchemes());
  }

  private ServerKeyExchange read(ByteReader in, String exchange, boolean schemes)
      throws MalformedException {
    if (exchange.endsWith("PSK")) {
      pskIdentityHint = in.opaque16("psk_identity_hint");
    }
    boolean signed = false;
    switch (exchange) {
      case "PSK", "RSA_PSK" -> {}
      case "ECDHE_PSK", "ECDH_anon" -> ellipticCurve(in);
      case "DHE_PSK", "PSK_DHE", "DH_anon", "DH_anon_EXPORT" -> diffieHellman(in);
      case "ECDHE_RSA", "ECDHE_ECDSA" -> {
        ellipticCurve(in);
        signed = true;
      }
      case "DHE_RSA", "DHE_DSS", "DHE_RSA_EXPORT", "DHE_DSS_EXPORT", "DHE_DSS_EXPORT1024" -> {
        diffieHellman(in);
        signed = true;
      }
      case "RSA_EXPORT", "RSA_EXPORT1024" -> {
        primeBits = bits(in.opaque16("rsa_modulus"));
        in.vector16("rsa_exponent");
        signed = true;
      }
      case "SRP_SHA" -> secureRemotePassword(in);
      case "SRP_SHA_RSA", "SRP_SHA_DSS" -> {
        secureRemotePassword(in);
        signed = true;
      }
      default -> {
        return result(Optional.empty(), in.rest());
      }
    }
    if (!signed) {
      return result(Optional.empty(), Bytes.EMPTY);
    }
    Optional<SignatureScheme> scheme =
        schemes
            ? Optional.of(SignatureScheme.of(in.uint16("signature_algorithm")))
            : Optional.empty();
    in.vector16("signature");
    return result(scheme, Bytes.EMPTY);
  }

  private ServerKeyExchange result(Optional<SignatureScheme> scheme, Bytes params) {
    return new ServerKeyExchange(
        group, publicKeyLength, primeBits, pskIdentityHint, scheme, params);
  }

  /** ServerECDHParams (RFC 8422 5.4). */
  private void ellipticCurve(ByteReader in) throws MalformedException {
    int curveType = in.uint8("curve_type");
    if (curveType != NAMED_CURVE) {
      throw new MalformedException("curve_type: " + curveType + " is not named_curve");
    }
    group = Optional.of(NamedGroup.of(in.uint16("namedcurve")));
    publicKeyLength = in.vector8("public").remaining();
  }

  /** ServerDHParams (RFC 5246 7.4.3). */
  private void diffieHellman(ByteReader in) throws MalformedException {
    primeBits = bits(in.opaque16("dh_p"));
    in.vector16("dh_g");
    publicKeyLength = in.vector16("dh_Ys").remaining();
  }

  /** ServerSRPParams (RFC 5054 2.5.3). */
  private void secureRemotePassword(ByteReader in) throws MalformedException {
    primeBits = bits(in.opaque16("srp_N"));
    in.vector16("srp_g");
    in.vector8("srp_s");
    publicKeyLength = in.vector16("srp_B").remaining();
  }

  private static int bits(Bytes number) {
    int zeros = 0;
    while (zeros < number.size() && number.at(zeros) == 0) {
      zeros++;
    }
    if (zeros == number.size()) {
      return 0;
    }
    return (number.size() - zeros) * 8 - (Integer.numberOfLeadingZeros(number.at(zeros)) - 24);
  }
}
