package dev.shakedown.tls.extension;

import static dev.shakedown.tls.registry.HandshakeType.CERTIFICATE;
import static dev.shakedown.tls.registry.HandshakeType.CERTIFICATE_REQUEST;
import static dev.shakedown.tls.registry.HandshakeType.CLIENT_HELLO;
import static dev.shakedown.tls.registry.HandshakeType.ENCRYPTED_EXTENSIONS;
import static dev.shakedown.tls.registry.HandshakeType.HELLO_RETRY_REQUEST;
import static dev.shakedown.tls.registry.HandshakeType.NEW_SESSION_TICKET;
import static dev.shakedown.tls.registry.HandshakeType.SERVER_HELLO;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of extension decoders and the reading of extension lists (RFC 8446 4.2). */
public final class Extensions {
  /** Decodes extension_data; may leave bytes over, which is then malformed. */
  @FunctionalInterface
  private interface Decoder {
    ExtensionBody decode(ByteReader in) throws MalformedException;
  }

  /** An extension means different things in different messages. */
  private record Place(ExtensionType type, HandshakeType message) {}

  private static final Map<Place, Decoder> DECODERS = decoders();

  private Extensions() {}

  /**
   * Reads the list of extensions that ends a message: its length and everything behind it. Never
   * fails; where the list is broken, the last element tells so: a {@link MalformedBody} with the
   * bytes that are left, under the type they claim or {@link ExtensionType#UNREADABLE}.
   *
   * @param context the message; {@link HandshakeType#HELLO_RETRY_REQUEST} is one of its own
   * @return in wire order, repeats kept
   */
  public static List<Extension> decode(ByteReader in, HandshakeType context) {
    List<Extension> extensions = new ArrayList<>();
    try {
      int length = in.uint16("extensions");
      if (length <= in.remaining()) {
        readList(in.sub("extensions", length), context, extensions);
        in.expectEnd("extensions");
      } else {
        int missing = length - in.remaining();
        boolean whole = readList(in, context, extensions);
        if (whole) {
          extensions.add(unreadable(Bytes.EMPTY, "extensions: " + missing + " bytes missing"));
        }
      }
    } catch (MalformedException e) {
      extensions.add(unreadable(in.rest(), e.getMessage()));
    }
    return extensions;
  }

  /** Reads extensions up to the end of {@code in}; otherwise as {@link #decode}. */
  public static List<Extension> decodeList(ByteReader in, HandshakeType context) {
    List<Extension> extensions = new ArrayList<>();
    readList(in, context, extensions);
    return extensions;
  }

  /** Returns whether the list is whole. */
  private static boolean readList(
      ByteReader in, HandshakeType context, List<Extension> extensions) {
    while (!in.isEmpty()) {
      ExtensionType type = ExtensionType.UNREADABLE;
      int length = -1;
      try {
        type = new ExtensionType(in.uint16("extension_type"));
        length = in.uint16("extension_data");
        ByteReader data = in.sub("extension_data", length);
        extensions.add(new Extension(type, length, body(type, context, data)));
      } catch (MalformedException e) {
        Bytes rest = in.rest();
        extensions.add(
            new Extension(
                type, length < 0 ? rest.size() : length, new MalformedBody(rest, e.getMessage())));
        return false;
      }
    }
    return true;
  }

  private static ExtensionBody body(ExtensionType type, HandshakeType context, ByteReader in) {
    Decoder decoder = DECODERS.get(new Place(type, context));
    if (decoder == null) {
      return new UnknownBody(in.rest());
    }
    // The data may have to be shown from its start although part of it is read by then.
    Bytes data = in.rest();
    ByteReader again = data.reader();
    try {
      ExtensionBody body = decoder.decode(again);
      again.expectEnd(type.name());
      return body;
    } catch (MalformedException e) {
      return new MalformedBody(data, e.getMessage());
    }
  }

  private static Extension unreadable(Bytes bytes, String problem) {
    return new Extension(ExtensionType.UNREADABLE, bytes.size(), new MalformedBody(bytes, problem));
  }

  private static ExtensionBody empty(ByteReader in) {
    return new UnknownBody(Bytes.EMPTY);
  }

  private static Map<Place, Decoder> decoders() {
    Map<Place, Decoder> t = new HashMap<>(256);
    client(t, ExtensionType.SERVER_NAME, ServerNames::decode);
    server(t, ExtensionType.SERVER_NAME, ServerNames::decodeAnswer);
    both(t, ExtensionType.MAX_FRAGMENT_LENGTH, MaxFragmentLength::decode);
    both(t, ExtensionType.CLIENT_CERTIFICATE_URL, Extensions::empty);
    client(t, ExtensionType.TRUSTED_CA_KEYS, TrustedAuthorities::decode);
    server(t, ExtensionType.TRUSTED_CA_KEYS, Extensions::empty);
    both(t, ExtensionType.TRUNCATED_HMAC, Extensions::empty);
    client(t, ExtensionType.STATUS_REQUEST, StatusRequest::decode);
    server(t, ExtensionType.STATUS_REQUEST, Extensions::empty);
    in(t, CERTIFICATE, ExtensionType.STATUS_REQUEST, StapledStatus::decode);
    in(t, CERTIFICATE_REQUEST, ExtensionType.STATUS_REQUEST, Extensions::empty);
    client(t, ExtensionType.CERT_TYPE, CertificateTypes::decode);
    server(t, ExtensionType.CERT_TYPE, CertificateTypes::decodeAnswer);
    both(t, ExtensionType.SUPPORTED_GROUPS, SupportedGroups::decode);
    both(t, ExtensionType.EC_POINT_FORMATS, EcPointFormats::decode);
    client(t, ExtensionType.SRP, SrpIdentity::decode);
    both(t, ExtensionType.SIGNATURE_ALGORITHMS, SignatureAlgorithms::decode);
    in(t, CERTIFICATE_REQUEST, ExtensionType.SIGNATURE_ALGORITHMS, SignatureAlgorithms::decode);
    both(t, ExtensionType.USE_SRTP, SrtpProfiles::decode);
    both(t, ExtensionType.HEARTBEAT, HeartbeatMode::decode);
    both(t, ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, ProtocolNames::decode);
    client(t, ExtensionType.STATUS_REQUEST_V2, StatusRequestItems::decode);
    server(t, ExtensionType.STATUS_REQUEST_V2, Extensions::empty);
    client(t, ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, Extensions::empty);
    server(t, ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, SignedCertificateTimestamps::decode);
    in(
        t,
        CERTIFICATE,
        ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
        SignedCertificateTimestamps::decode);
    in(t, CERTIFICATE_REQUEST, ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, Extensions::empty);
    client(t, ExtensionType.CLIENT_CERTIFICATE_TYPE, CertificateTypes::decode);
    server(t, ExtensionType.CLIENT_CERTIFICATE_TYPE, CertificateTypes::decodeAnswer);
    client(t, ExtensionType.SERVER_CERTIFICATE_TYPE, CertificateTypes::decode);
    server(t, ExtensionType.SERVER_CERTIFICATE_TYPE, CertificateTypes::decodeAnswer);
    client(t, ExtensionType.PADDING, Padding::decode);
    both(t, ExtensionType.ENCRYPT_THEN_MAC, Extensions::empty);
    both(t, ExtensionType.EXTENDED_MASTER_SECRET, Extensions::empty);
    both(t, ExtensionType.TOKEN_BINDING, TokenBinding::decode);
    client(t, ExtensionType.CACHED_INFO, CachedInfo::decode);
    client(t, ExtensionType.COMPRESS_CERTIFICATE, CompressionAlgorithms::decode);
    in(t, CERTIFICATE_REQUEST, ExtensionType.COMPRESS_CERTIFICATE, CompressionAlgorithms::decode);
    both(t, ExtensionType.RECORD_SIZE_LIMIT, RecordSizeLimit::decode);
    client(t, ExtensionType.DELEGATED_CREDENTIAL, DelegatedCredentialSchemes::decode);
    in(t, CERTIFICATE, ExtensionType.DELEGATED_CREDENTIAL, DelegatedCredential::decode);
    both(t, ExtensionType.SESSION_TICKET, SessionTicket::decode);
    client(t, ExtensionType.KEY_SHARE_DRAFT, ClientKeyShares::decode);
    server(t, ExtensionType.KEY_SHARE_DRAFT, ServerKeyShare::decode);
    in(t, HELLO_RETRY_REQUEST, ExtensionType.KEY_SHARE_DRAFT, SelectedGroup::decode);
    client(t, ExtensionType.PRE_SHARED_KEY, OfferedPsks::decode);
    server(t, ExtensionType.PRE_SHARED_KEY, SelectedPsk::decode);
    both(t, ExtensionType.EARLY_DATA, Extensions::empty);
    in(t, NEW_SESSION_TICKET, ExtensionType.EARLY_DATA, MaxEarlyData::decode);
    client(t, ExtensionType.SUPPORTED_VERSIONS, SupportedVersions::decode);
    server(t, ExtensionType.SUPPORTED_VERSIONS, SelectedVersion::decode);
    in(t, HELLO_RETRY_REQUEST, ExtensionType.SUPPORTED_VERSIONS, SelectedVersion::decode);
    client(t, ExtensionType.COOKIE, Cookie::decode);
    in(t, HELLO_RETRY_REQUEST, ExtensionType.COOKIE, Cookie::decode);
    client(t, ExtensionType.PSK_KEY_EXCHANGE_MODES, PskKeyExchangeModes::decode);
    client(t, ExtensionType.CERTIFICATE_AUTHORITIES, CertificateAuthorities::decode);
    in(
        t,
        CERTIFICATE_REQUEST,
        ExtensionType.CERTIFICATE_AUTHORITIES,
        CertificateAuthorities::decode);
    in(t, CERTIFICATE_REQUEST, ExtensionType.OID_FILTERS, OidFilters::decode);
    client(t, ExtensionType.POST_HANDSHAKE_AUTH, Extensions::empty);
    client(t, ExtensionType.SIGNATURE_ALGORITHMS_CERT, CertificateSignatureAlgorithms::decode);
    in(
        t,
        CERTIFICATE_REQUEST,
        ExtensionType.SIGNATURE_ALGORITHMS_CERT,
        CertificateSignatureAlgorithms::decode);
    client(t, ExtensionType.KEY_SHARE, ClientKeyShares::decode);
    server(t, ExtensionType.KEY_SHARE, ServerKeyShare::decode);
    in(t, HELLO_RETRY_REQUEST, ExtensionType.KEY_SHARE, SelectedGroup::decode);
    both(t, ExtensionType.CONNECTION_ID, ConnectionId::decode);
    both(t, ExtensionType.EXTERNAL_ID_HASH, OpaqueIdentifier::decode);
    both(t, ExtensionType.EXTERNAL_SESSION_ID, OpaqueIdentifier::decode);
    both(t, ExtensionType.QUIC_TRANSPORT_PARAMETERS, QuicTransportParameters::decode);
    client(t, ExtensionType.TICKET_REQUEST, TicketRequest::decode);
    both(t, ExtensionType.TLS_FLAGS, TlsFlags::decode);
    client(t, ExtensionType.NEXT_PROTOCOL_NEGOTIATION, Extensions::empty);
    server(t, ExtensionType.NEXT_PROTOCOL_NEGOTIATION, NextProtocols::decode);
    client(t, ExtensionType.APPLICATION_SETTINGS_OLD, ApplicationSettingsProtocols::decode);
    server(t, ExtensionType.APPLICATION_SETTINGS_OLD, ApplicationSettings::decode);
    client(t, ExtensionType.APPLICATION_SETTINGS, ApplicationSettingsProtocols::decode);
    server(t, ExtensionType.APPLICATION_SETTINGS, ApplicationSettings::decode);
    both(t, ExtensionType.CHANNEL_ID, Extensions::empty);
    client(t, ExtensionType.TRUST_ANCHORS, TrustAnchors::decode);
    client(t, ExtensionType.ECH_OUTER_EXTENSIONS, OuterExtensions::decode);
    client(t, ExtensionType.ENCRYPTED_CLIENT_HELLO, EncryptedClientHello::decode);
    in(t, HELLO_RETRY_REQUEST, ExtensionType.ENCRYPTED_CLIENT_HELLO, EchConfirmation::decode);
    in(t, ENCRYPTED_EXTENSIONS, ExtensionType.ENCRYPTED_CLIENT_HELLO, EchRetryConfigs::decode);
    client(t, ExtensionType.ENCRYPTED_SERVER_NAME, EncryptedServerName::decode);
    both(t, ExtensionType.RENEGOTIATION_INFO, RenegotiationInfo::decode);
    return t;
  }

  private static void in(
      Map<Place, Decoder> table, HandshakeType message, ExtensionType type, Decoder decoder) {
    table.put(new Place(type, message), decoder);
  }

  private static void client(Map<Place, Decoder> table, ExtensionType type, Decoder decoder) {
    in(table, CLIENT_HELLO, type, decoder);
  }

  private static void server(Map<Place, Decoder> table, ExtensionType type, Decoder decoder) {
    in(table, SERVER_HELLO, type, decoder);
    in(table, ENCRYPTED_EXTENSIONS, type, decoder);
  }

  private static void both(Map<Place, Decoder> table, ExtensionType type, Decoder decoder) {
    client(table, type, decoder);
    server(table, type, decoder);
  }
}
