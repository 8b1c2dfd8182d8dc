package dev.shakedown.tls.registry;

/** TLS ExtensionType Values registry (RFC 8446 4.2). */
public record ExtensionType(int code) implements Registered {
  public static final ExtensionType SERVER_NAME = new ExtensionType(0);
  public static final ExtensionType MAX_FRAGMENT_LENGTH = new ExtensionType(1);
  public static final ExtensionType STATUS_REQUEST = new ExtensionType(5);
  public static final ExtensionType SUPPORTED_GROUPS = new ExtensionType(10);
  public static final ExtensionType EC_POINT_FORMATS = new ExtensionType(11);
  public static final ExtensionType SIGNATURE_ALGORITHMS = new ExtensionType(13);
  public static final ExtensionType USE_SRTP = new ExtensionType(14);
  public static final ExtensionType HEARTBEAT = new ExtensionType(15);
  public static final ExtensionType APPLICATION_LAYER_PROTOCOL_NEGOTIATION = new ExtensionType(16);
  public static final ExtensionType STATUS_REQUEST_V2 = new ExtensionType(17);
  public static final ExtensionType SIGNED_CERTIFICATE_TIMESTAMP = new ExtensionType(18);
  public static final ExtensionType PADDING = new ExtensionType(21);
  public static final ExtensionType TRUNCATED_HMAC = new ExtensionType(4);
  public static final ExtensionType ENCRYPT_THEN_MAC = new ExtensionType(22);
  public static final ExtensionType EXTENDED_MASTER_SECRET = new ExtensionType(23);
  public static final ExtensionType COMPRESS_CERTIFICATE = new ExtensionType(27);
  public static final ExtensionType RECORD_SIZE_LIMIT = new ExtensionType(28);
  public static final ExtensionType DELEGATED_CREDENTIAL = new ExtensionType(34);
  public static final ExtensionType SESSION_TICKET = new ExtensionType(35);
  public static final ExtensionType PRE_SHARED_KEY = new ExtensionType(41);
  public static final ExtensionType EARLY_DATA = new ExtensionType(42);
  public static final ExtensionType SUPPORTED_VERSIONS = new ExtensionType(43);
  public static final ExtensionType COOKIE = new ExtensionType(44);
  public static final ExtensionType PSK_KEY_EXCHANGE_MODES = new ExtensionType(45);
  public static final ExtensionType CERTIFICATE_AUTHORITIES = new ExtensionType(47);
  public static final ExtensionType OID_FILTERS = new ExtensionType(48);
  public static final ExtensionType POST_HANDSHAKE_AUTH = new ExtensionType(49);
  public static final ExtensionType SIGNATURE_ALGORITHMS_CERT = new ExtensionType(50);
  public static final ExtensionType KEY_SHARE = new ExtensionType(51);
  public static final ExtensionType QUIC_TRANSPORT_PARAMETERS = new ExtensionType(57);
  public static final ExtensionType APPLICATION_SETTINGS_OLD = new ExtensionType(17513);
  public static final ExtensionType APPLICATION_SETTINGS = new ExtensionType(17613);
  public static final ExtensionType ENCRYPTED_CLIENT_HELLO = new ExtensionType(0xfe0d);
  public static final ExtensionType RENEGOTIATION_INFO = new ExtensionType(0xff01);

  /**
   * Not a type: stands for bytes of an extension list in which not even a type can be read. Its
   * code is -1.
   */
  public static final ExtensionType UNREADABLE = new ExtensionType(-1);

  private static final Names NAMES = Names.of("extension-types.csv");
  private static final Codes<ExtensionType> ALL = new Codes<>(ExtensionType::new);

  /** The value of this number. */
  public static ExtensionType of(int code) {
    return ALL.get(code);
  }

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return code < 0 ? "unreadable" : NAMES.nameOf(code, 16);
  }

  /**
   * Whether TLS 1.3 allows it in this message (RFC 8446 4.2). True where nothing is registered, and
   * in a ClientHello, which may offer older versions too, for what only those use.
   *
   * @param message {@link HandshakeType#HELLO_RETRY_REQUEST} is one of its own
   */
  public boolean isAllowedIn(HandshakeType message) {
    return ExtensionMessages.allow(code, message);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof ExtensionType other && code == other.code;
  }

  @Override
  public int hashCode() {
    return code;
  }

  @Override
  public String toString() {
    return name();
  }
}
