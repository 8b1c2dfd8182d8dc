package dev.shakedown.tls.registry;

/** TLS HandshakeType (RFC 8446 4). */
public record HandshakeType(int code) implements Registered {
  public static final HandshakeType HELLO_REQUEST = new HandshakeType(0);
  public static final HandshakeType CLIENT_HELLO = new HandshakeType(1);
  public static final HandshakeType SERVER_HELLO = new HandshakeType(2);
  public static final HandshakeType HELLO_VERIFY_REQUEST = new HandshakeType(3);
  public static final HandshakeType NEW_SESSION_TICKET = new HandshakeType(4);
  public static final HandshakeType HELLO_RETRY_REQUEST = new HandshakeType(6);
  public static final HandshakeType END_OF_EARLY_DATA = new HandshakeType(5);
  public static final HandshakeType ENCRYPTED_EXTENSIONS = new HandshakeType(8);
  public static final HandshakeType CERTIFICATE = new HandshakeType(11);
  public static final HandshakeType SERVER_KEY_EXCHANGE = new HandshakeType(12);
  public static final HandshakeType CERTIFICATE_REQUEST = new HandshakeType(13);
  public static final HandshakeType SERVER_HELLO_DONE = new HandshakeType(14);
  public static final HandshakeType CERTIFICATE_VERIFY = new HandshakeType(15);
  public static final HandshakeType CLIENT_KEY_EXCHANGE = new HandshakeType(16);
  public static final HandshakeType FINISHED = new HandshakeType(20);
  public static final HandshakeType CERTIFICATE_URL = new HandshakeType(21);
  public static final HandshakeType CERTIFICATE_STATUS = new HandshakeType(22);
  public static final HandshakeType SUPPLEMENTAL_DATA = new HandshakeType(23);
  public static final HandshakeType KEY_UPDATE = new HandshakeType(24);
  public static final HandshakeType COMPRESSED_CERTIFICATE = new HandshakeType(25);
  public static final HandshakeType NEXT_PROTOCOL = new HandshakeType(67);
  public static final HandshakeType REQUEST_CONNECTION_ID = new HandshakeType(9);
  public static final HandshakeType NEW_CONNECTION_ID = new HandshakeType(10);
  public static final HandshakeType EKT_KEY = new HandshakeType(26);
  public static final HandshakeType CHANNEL_ID = new HandshakeType(203);
  public static final HandshakeType MESSAGE_HASH = new HandshakeType(254);
  private static final Names NAMES = Names.of("handshake-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  /**
   * The message's name as the RFCs write it, for instance {@code ClientHello}; as {@link #name()}
   * where it has none.
   */
  public String messageName() {
    String name = name();
    if (name.startsWith("unknown")) {
      return name;
    }
    if (equals(CERTIFICATE_URL)) {
      return "CertificateURL";
    }
    StringBuilder camel = new StringBuilder(name.length());
    boolean upper = true;
    int end = name.endsWith("_RESERVED") ? name.length() - "_RESERVED".length() : name.length();
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (c != '_') {
        camel.append(upper && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
      }
      upper = c == '_';
    }
    return camel.toString();
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof HandshakeType other && code == other.code;
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
