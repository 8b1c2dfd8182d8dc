package dev.shakedown.packet.link;

/**
 * What follows a header: a registry and a number in it, or a verdict that ends the packet. Packed
 * in an int, so that the usual path allocates nothing; verdicts are negative.
 */
public final class Next {
  /** The header is not whole or contradicts itself. */
  public static final int MALFORMED = -1;

  /** Well-formed as far as it goes, and without an IP packet in it. */
  public static final int NOT_IP = -2;

  /** The content is encrypted below TCP (802.11 with protection, ESP). */
  public static final int ENCRYPTED = -3;

  /** No decoder for the link type. */
  public static final int UNKNOWN_LINK_TYPE = -4;

  /** An IP packet that is neither TCP nor UDP nor a tunnel. */
  public static final int OTHER_IP = -5;

  /** Not the tunnel its port promised. */
  public static final int NO_TUNNEL = -6;

  /** An ARP packet, at whose end the cursor is limited. */
  public static final int ARP = -7;

  /** An IP packet; its first four bits say which version. */
  public static final int IP = 0;

  /**
   * A fragment of an IP datagram; the cursor stands behind the IPv4 header, or at the IPv6 Fragment
   * header.
   */
  public static final int FRAGMENT = 1;

  /** The registry of LINKTYPE_ values. */
  public static final int LINK = 1;

  /** The registry of EtherTypes, 802.3 lengths below 0x600 included. */
  public static final int ETHER_TYPE = 2;

  /** The registry of IP protocol numbers. */
  public static final int IP_PROTOCOL = 3;

  private static final int REGISTRY_SHIFT = 16;
  private static final int NUMBER_MASK = 0xffff;

  private Next() {}

  /** A header that a LINKTYPE_ value names, 0..65,535. */
  public static int link(int linkType) {
    return LINK << REGISTRY_SHIFT | linkType;
  }

  /** A header that an EtherType names, 0..65,535. */
  public static int etherType(int etherType) {
    return ETHER_TYPE << REGISTRY_SHIFT | etherType;
  }

  /** A header that an IP protocol number names, 0..255. */
  public static int ipProtocol(int protocol) {
    return IP_PROTOCOL << REGISTRY_SHIFT | protocol;
  }

  /** The registry of what follows; 0 for {@link #IP} and {@link #FRAGMENT}. */
  public static int registry(int next) {
    return next >>> REGISTRY_SHIFT;
  }

  /** The number in the registry. */
  public static int number(int next) {
    return next & NUMBER_MASK;
  }
}
