package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.List;
import java.util.Optional;

/** Reads the kinds of ServerKeyExchange, one method a kind of parameters. */
final class ServerKeyExchangeReader {
  private static final int EXPLICIT_PRIME = 1;
  private static final int EXPLICIT_CHAR2 = 2;
  private static final int NAMED_CURVE = 3;
  private static final int TRINOMIAL = 1;
  private static final int PENTANOMIAL = 2;

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
      case "ECCPWD" -> password(in);
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
    curve(in);
    publicKeyLength = in.vector8("public").remaining();
  }

  /** ECParameters (RFC 8422 5.4, RFC 4492 5.4). */
  private void curve(ByteReader in) throws MalformedException {
    int curveType = in.uint8("curve_type");
    switch (curveType) {
      case NAMED_CURVE -> group = Optional.of(NamedGroup.of(in.uint16("namedcurve")));
      case EXPLICIT_PRIME -> {
        primeBits = bits(in.opaque8("prime_p"));
        explicitCurve(in);
      }
      case EXPLICIT_CHAR2 -> {
        primeBits = in.uint16("m");
        basis(in);
        explicitCurve(in);
      }
      default -> throw new MalformedException("curve_type: " + curveType);
    }
  }

  private static void basis(ByteReader in) throws MalformedException {
    int basis = in.uint8("basis");
    if (basis != TRINOMIAL && basis != PENTANOMIAL) {
      throw new MalformedException("basis: " + basis);
    }
    for (int k = 0; k < (basis == TRINOMIAL ? 1 : 3); k++) {
      in.vector8("k");
    }
  }

  private static void explicitCurve(ByteReader in) throws MalformedException {
    for (String field : List.of("a", "b", "base", "order", "cofactor")) {
      in.vector8(field);
    }
  }

  /** ServerECPWDParams (RFC 8492 4.5.1.2). */
  private void password(ByteReader in) throws MalformedException {
    in.vector8("salt");
    curve(in);
    publicKeyLength = in.vector8("ec_selement").remaining();
    in.vector8("ec_sscalar");
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
