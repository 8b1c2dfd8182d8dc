package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.bytes.SharedValues;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of extension decoders, one a message, and the reading of extension lists (RFC 8446
 * 4.2).
 *
 * <p>The tables are switches and not maps of method references, because to link a hundred of these
 * takes longer than to read a small capture.
 */
public final class Extensions {
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
    return decode(in, (type, data) -> extension(type, context, data));
  }

  /**
   * The same of a message that has most of its extensions in common with others.
   *
   * @param known what they were decoded to
   */
  public static List<Extension> decode(
      ByteReader in, HandshakeType context, SharedValues<Extension> known) {
    return decode(
        in,
        (type, data) ->
            isFresh(type)
                ? extension(type, context, data)
                : known.get(
                    type.code() << 8 | context.code(), data, d -> extension(type, context, d)));
  }

  /** Whether an extension holds what no other connection repeats. */
  public static boolean isFresh(ExtensionType type) {
    return switch (type.code()) {
      case 35, 40, 41, 44, 51, 0xfe0d, 0xffce -> true; // tickets, keys, cookies, what is encrypted
      default -> false;
    };
  }

  /** Decodes one extension. */
  @FunctionalInterface
  private interface Element {
    Extension decode(ExtensionType type, ByteReader data) throws MalformedException;
  }

  private static List<Extension> decode(ByteReader in, Element element) {
    List<Extension> extensions = new ArrayList<>();
    try {
      int length = in.uint16("extensions");
      if (length <= in.remaining()) {
        readList(in.sub("extensions", length), element, extensions);
        in.expectEnd("extensions");
      } else {
        int missing = length - in.remaining();
        boolean whole = readList(in, element, extensions);
        if (whole) {
          extensions.add(unreadable(Bytes.EMPTY, "extensions: " + missing + " bytes missing"));
        }
      }
    } catch (MalformedException e) {
      extensions.add(unreadable(in.rest(), e.getMessage()));
    }
    return extensions;
  }

  /**
   * Reads as many extensions as came of a message that was cut. The last element tells where: a
   * {@link CutBody} under its own type, or under {@link ExtensionType#UNREADABLE}.
   */
  public static List<Extension> decodeBeginning(ByteReader in, HandshakeType context)
      throws MalformedException {
    List<Extension> extensions = new ArrayList<>();
    ByteReader list = in.remaining() < 2 ? in : in.upTo(in.uint16("extensions"));
    while (list.remaining() >= 4) {
      ExtensionType type = ExtensionType.of(list.uint16("extension_type"));
      int length = list.uint16("extension_data");
      boolean whole = length <= list.remaining();
      ByteReader data = list.upTo(length);
      ExtensionBody body = whole ? body(type, context, data) : new CutBody(data.rest());
      extensions.add(new Extension(type, length, body));
      if (!whole) {
        return extensions;
      }
    }
    extensions.add(cut(list.rest()));
    return extensions;
  }

  /** Stands for the extensions of a message that was cut before or between them. */
  public static Extension cut(Bytes rest) {
    return new Extension(ExtensionType.UNREADABLE, rest.size(), new CutBody(rest));
  }

  /** Reads extensions up to the end of {@code in}; otherwise as {@link #decode}. */
  public static List<Extension> decodeList(ByteReader in, HandshakeType context) {
    List<Extension> extensions = new ArrayList<>();
    readList(in, (type, data) -> extension(type, context, data), extensions);
    return extensions;
  }

  /** Returns whether the list is whole. */
  private static boolean readList(ByteReader in, Element element, List<Extension> extensions) {
    while (!in.isEmpty()) {
      ExtensionType type = ExtensionType.UNREADABLE;
      int length = -1;
      try {
        type = ExtensionType.of(in.uint16("extension_type"));
        length = in.uint16("extension_data");
        ByteReader data = in.sub("extension_data", length);
        extensions.add(element.decode(type, data));
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

  private static Extension extension(ExtensionType type, HandshakeType context, ByteReader data) {
    return new Extension(type, data.remaining(), body(type, context, data));
  }

  private static ExtensionBody body(ExtensionType type, HandshakeType context, ByteReader in) {
    // The data may have to be shown from its start although part of it is read by then.
    Bytes data = in.rest();
    ByteReader again = data.reader();
    try {
      ExtensionBody body = decode(type.code(), context, again);
      if (!again.isEmpty()) {
        again.expectEnd(type.name());
      }
      return body;
    } catch (MalformedException e) {
      return hasShape(type, context)
          ? new MalformedBody(data, e.getMessage())
          : new UnknownBody(data);
    }
  }

  /** No text says what an extension looks like in a message that must not carry it. */
  private static boolean hasShape(ExtensionType type, HandshakeType context) {
    return context.equals(HandshakeType.CLIENT_HELLO)
        || context.equals(HandshakeType.SERVER_HELLO)
        || type.isAllowedIn(context);
  }

  /** Stands for what could not be read at the end of a message. */
  public static Extension unreadable(Bytes bytes, String problem) {
    return new Extension(ExtensionType.UNREADABLE, bytes.size(), new MalformedBody(bytes, problem));
  }

  /**
   * Reads what no text at hand describes but an implementation sends: bytes of another shape are no
   * mistake, but not known.
   */
  private static ExtensionBody ifItFits(ByteReader in, Vectors.Element<ExtensionBody> decoder) {
    Bytes data = in.rest();
    ByteReader again = data.reader();
    try {
      ExtensionBody body = decoder.decode(again);
      return again.isEmpty() ? body : new UnknownBody(data);
    } catch (MalformedException e) {
      return new UnknownBody(data);
    }
  }

  private static ExtensionBody empty() {
    return new UnknownBody(Bytes.EMPTY);
  }

  private static ExtensionBody decode(int type, HandshakeType context, ByteReader in)
      throws MalformedException {
    return switch (context.code()) {
      case 1 -> ofClientHello(type, in);
      case 2 -> ofServer(type, in);
      case 4 -> ofNewSessionTicket(type, in);
      case 6 -> ofHelloRetryRequest(type, in);
      case 8 -> ofEncryptedExtensions(type, in);
      case 11 -> ofCertificate(type, in);
      case 13 -> ofCertificateRequest(type, in);
      default -> new UnknownBody(in.rest());
    };
  }

  private static ExtensionBody ofClientHello(int type, ByteReader in) throws MalformedException {
    return switch (type) {
      case 0 -> ServerNames.decode(in); // server_name
      case 1 -> MaxFragmentLength.decode(in); // max_fragment_length
      case 2 -> empty(); // client_certificate_url
      case 3 -> TrustedAuthorities.decode(in); // trusted_ca_keys
      case 4 -> empty(); // truncated_hmac
      case 5 -> StatusRequest.decode(in); // status_request
      case 6 -> UserMappingTypes.decode(in); // user_mapping
      case 7 -> AuthorizationFormats.decode(in); // client_authz
      case 8 -> AuthorizationFormats.decode(in); // server_authz
      case 9 -> CertificateTypes.decode(in); // cert_type
      case 10 -> SupportedGroups.decode(in); // supported_groups
      case 11 -> EcPointFormats.decode(in); // ec_point_formats
      case 12 -> SrpIdentity.decode(in); // srp
      case 13 -> SignatureAlgorithms.decode(in); // signature_algorithms
      case 14 -> SrtpProfiles.decode(in); // use_srtp
      case 15 -> Heartbeat.decode(in); // heartbeat
      case 16 -> ProtocolNames.decode(in); // application_layer_protocol_negotiation
      case 17 -> StatusRequestItems.decode(in); // status_request_v2
      case 18 -> empty(); // signed_certificate_timestamp
      case 19 -> CertificateTypes.decode(in); // client_certificate_type
      case 20 -> CertificateTypes.decode(in); // server_certificate_type
      case 21 -> Padding.decode(in); // padding
      case 22 -> empty(); // encrypt_then_mac
      case 23 -> empty(); // extended_master_secret
      case 24 -> TokenBinding.decode(in); // token_binding
      case 25 -> CachedInfo.decode(in); // cached_info
      case 27 -> CompressionAlgorithms.decode(in); // compress_certificate
      case 28 -> RecordSizeLimit.decode(in); // record_size_limit
      case 29 -> ProtectedUserName.decode(in); // pwd_protect
      case 30 -> ClearUserName.decode(in); // pwd_clear
      case 31 -> PasswordSalt.decode(in); // password_salt
      case 32 -> TicketPinning.decode(in); // ticket_pinning
      case 33 -> empty(); // tls_cert_with_extern_psk
      case 34 -> DelegatedCredentialSchemes.decode(in); // delegated_credential
      case 35 -> SessionTicket.decode(in); // session_ticket
      case 36 -> ifItFits(in, TlmspOffer::decode); // TLMSP
      case 39 -> EktCiphers.decode(in); // supported_ekt_ciphers
      case 40 -> ClientKeyShares.decode(in); // key_share (draft)
      case 41 -> OfferedPsks.decode(in); // pre_shared_key
      case 42 -> empty(); // early_data
      case 43 -> SupportedVersions.decode(in); // supported_versions
      case 44 -> Cookie.decode(in); // cookie
      case 45 -> PskKeyExchangeModes.decode(in); // psk_key_exchange_modes
      case 47 -> CertificateAuthorities.decode(in); // certificate_authorities
      case 49 -> empty(); // post_handshake_auth
      case 50 -> CertificateSignatureAlgorithms.decode(in); // signature_algorithms_cert
      case 51 -> ClientKeyShares.decode(in); // key_share
      case 52 -> empty(); // transparency_info
      case 53 -> ConnectionId.decode(in); // connection_id (deprecated)
      case 54 -> ConnectionId.decode(in); // connection_id
      case 55 -> ExternalIdHash.decode(in); // external_id_hash
      case 56 -> ExternalSessionId.decode(in); // external_session_id
      case 57 -> QuicTransportParameters.decode(in); // quic_transport_parameters
      case 58 -> TicketRequest.decode(in); // ticket_request
      case 59 -> DnssecPort.decode(in); // dnssec_chain
      case 60 -> SequenceNumberAlgorithms.decode(in); // sequence_number_encryption_algorithms
      case 61 -> empty(); // rrc
      case 62 -> TlsFlags.decode(in); // tls_flags
      case 13172 -> empty(); // next_protocol_negotiation
      case 17513 -> ApplicationSettingsProtocols.decode(in); // application_settings (old)
      case 17613 -> ApplicationSettingsProtocols.decode(in); // application_settings
      case 0x7550 -> empty(); // channel_id
      case 0x8a3b -> Pake.decode(in); // pake
      case 0xca34 -> TrustAnchors.decode(in); // trust_anchors
      case 0xfd00 -> OuterExtensions.decode(in); // ech_outer_extensions
      case 0xfe0d -> EncryptedClientHello.decode(in); // encrypted_client_hello
      case 0xff01 -> RenegotiationInfo.decode(in); // renegotiation_info
      case 0xff06 -> ifItFits(in, TlmspOffer::decode); // TLMSP (draft)
      case 0xff07 -> ifItFits(in, TlmspContexts::decode); // TLMSP_context_list (draft)
      case 0xffa5 -> QuicTransportParameters.decode(in); // quic_transport_parameters (draft)
      case 0xffce -> EncryptedServerName.decode(in); // encrypted_server_name
      default -> new UnknownBody(in.rest());
    };
  }

  /** A ServerHello, or in TLS 1.3 EncryptedExtensions. */
  private static ExtensionBody ofServer(int type, ByteReader in) throws MalformedException {
    return switch (type) {
      case 0 -> ServerNames.decodeAnswer(in); // server_name
      case 1 -> MaxFragmentLength.decode(in); // max_fragment_length
      case 2 -> empty(); // client_certificate_url
      case 3 -> empty(); // trusted_ca_keys
      case 4 -> empty(); // truncated_hmac
      case 5 -> empty(); // status_request
      case 6 -> UserMappingTypes.decode(in); // user_mapping
      case 7 -> AuthorizationFormats.decode(in); // client_authz
      case 8 -> AuthorizationFormats.decode(in); // server_authz
      case 9 -> CertificateTypes.decodeAnswer(in); // cert_type
      case 10 -> SupportedGroups.decode(in); // supported_groups
      case 11 -> EcPointFormats.decode(in); // ec_point_formats
      case 13 -> SignatureAlgorithms.decode(in); // signature_algorithms
      case 14 -> SrtpProfiles.decode(in); // use_srtp
      case 15 -> Heartbeat.decode(in); // heartbeat
      case 16 -> ProtocolNames.decode(in); // application_layer_protocol_negotiation
      case 17 -> empty(); // status_request_v2
      case 18 -> SignedCertificateTimestamps.decode(in); // signed_certificate_timestamp
      case 19 -> CertificateTypes.decodeAnswer(in); // client_certificate_type
      case 20 -> CertificateTypes.decodeAnswer(in); // server_certificate_type
      case 22 -> empty(); // encrypt_then_mac
      case 23 -> empty(); // extended_master_secret
      case 24 -> TokenBinding.decode(in); // token_binding
      case 25 -> CachedInfo.decodeAnswer(in); // cached_info
      case 28 -> RecordSizeLimit.decode(in); // record_size_limit
      case 31 -> PasswordSalt.decode(in); // password_salt
      case 32 -> TicketPinningAnswer.decode(in); // ticket_pinning
      case 33 -> empty(); // tls_cert_with_extern_psk
      case 35 -> SessionTicket.decode(in); // session_ticket
      case 36 -> ifItFits(in, TlmspAnswer::decode); // TLMSP
      case 39 -> EktCiphers.decodeAnswer(in); // supported_ekt_ciphers
      case 40 -> ServerKeyShare.decode(in); // key_share (draft)
      case 41 -> SelectedPsk.decode(in); // pre_shared_key
      case 42 -> empty(); // early_data
      case 43 -> SelectedVersion.decode(in); // supported_versions
      case 51 -> ServerKeyShare.decode(in); // key_share
      case 52 -> TransparencyInfo.decode(in); // transparency_info
      case 53 -> ConnectionId.decode(in); // connection_id (deprecated)
      case 54 -> ConnectionId.decode(in); // connection_id
      case 55 -> ExternalIdHash.decode(in); // external_id_hash
      case 56 -> ExternalSessionId.decode(in); // external_session_id
      case 57 -> QuicTransportParameters.decode(in); // quic_transport_parameters
      case 58 -> ExpectedTickets.decode(in); // ticket_request
      case 59 -> DnssecChain.decode(in); // dnssec_chain
      case 60 -> SequenceNumberAlgorithm.decode(in); // sequence_number_encryption_algorithms
      case 61 -> empty(); // rrc
      case 62 -> TlsFlags.decode(in); // tls_flags
      case 13172 -> NextProtocols.decode(in); // next_protocol_negotiation
      case 17513 -> ApplicationSettings.decode(in); // application_settings (old)
      case 17613 -> ApplicationSettings.decode(in); // application_settings
      case 0x7550 -> empty(); // channel_id
      case 0x8a3b -> PakeShare.decode(in); // pake
      case 0xff01 -> RenegotiationInfo.decode(in); // renegotiation_info
      case 0xff06 -> ifItFits(in, TlmspAnswer::decode); // TLMSP (draft)
      case 0xffa5 -> QuicTransportParameters.decode(in); // quic_transport_parameters (draft)
      default -> new UnknownBody(in.rest());
    };
  }

  private static ExtensionBody ofEncryptedExtensions(int type, ByteReader in)
      throws MalformedException {
    return switch (type) {
      case 0xca34 -> TrustAnchors.decode(in); // trust_anchors
      case 0xfe0d -> EchRetryConfigs.decode(in); // encrypted_client_hello
      default -> ofServer(type, in);
    };
  }

  private static ExtensionBody ofHelloRetryRequest(int type, ByteReader in)
      throws MalformedException {
    return switch (type) {
      case 31 -> PasswordSalt.decode(in); // password_salt
      case 40 -> SelectedGroup.decode(in); // key_share (draft)
      case 43 -> SelectedVersion.decode(in); // supported_versions
      case 44 -> Cookie.decode(in); // cookie
      case 51 -> SelectedGroup.decode(in); // key_share
      case 60 -> SequenceNumberAlgorithm.decode(in); // sequence_number_encryption_algorithms
      case 62 -> TlsFlags.decode(in); // tls_flags
      case 0xfe0d -> EchConfirmation.decode(in); // encrypted_client_hello
      default -> new UnknownBody(in.rest());
    };
  }

  private static ExtensionBody ofCertificateRequest(int type, ByteReader in)
      throws MalformedException {
    return switch (type) {
      case 5 -> empty(); // status_request
      case 13 -> SignatureAlgorithms.decode(in); // signature_algorithms
      case 18 -> empty(); // signed_certificate_timestamp
      case 27 -> CompressionAlgorithms.decode(in); // compress_certificate
      case 34 -> DelegatedCredentialSchemes.decode(in); // delegated_credential
      case 47 -> CertificateAuthorities.decode(in); // certificate_authorities
      case 48 -> OidFilters.decode(in); // oid_filters
      case 50 -> CertificateSignatureAlgorithms.decode(in); // signature_algorithms_cert
      case 52 -> empty(); // transparency_info
      case 62 -> TlsFlags.decode(in); // tls_flags
      case 0xca34 -> TrustAnchors.decode(in); // trust_anchors
      default -> new UnknownBody(in.rest());
    };
  }

  private static ExtensionBody ofCertificate(int type, ByteReader in) throws MalformedException {
    return switch (type) {
      case 5 -> StapledStatus.decode(in); // status_request
      case 18 -> SignedCertificateTimestamps.decode(in); // signed_certificate_timestamp
      case 34 -> DelegatedCredential.decode(in); // delegated_credential
      case 52 -> TransparencyInfo.decode(in); // transparency_info
      case 59 -> DnssecChain.decode(in); // dnssec_chain
      case 62 -> TlsFlags.decode(in); // tls_flags
      case 0xca34 -> empty(); // trust_anchors
      default -> new UnknownBody(in.rest());
    };
  }

  private static ExtensionBody ofNewSessionTicket(int type, ByteReader in)
      throws MalformedException {
    return switch (type) {
      case 42 -> MaxEarlyData.decode(in); // early_data
      case 46 -> MaxEarlyData.decode(in); // ticket_early_data_info (draft)
      case 62 -> TlsFlags.decode(in); // tls_flags
      default -> new UnknownBody(in.rest());
    };
  }
}
