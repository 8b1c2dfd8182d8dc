package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the client's certificates can be fetched, in place of its Certificate message (RFC 6066 5).
 *
 * @param chainType 0 for a URL each certificate, 1 for one of the whole path
 * @param urls in wire order
 */
public record CertificateUrl(int chainType, List<Location> urls) implements HandshakeMessage {
  private static final int SHA1 = 20;

  /**
   * One URLAndHash.
   *
   * @param url in ISO 8859-1
   * @param padding 1 by the RFC, as sent
   * @param sha1 hash of what stands there
   */
  public record Location(String url, int padding, Bytes sha1) {
    static Location decode(ByteReader in) throws MalformedException {
      return new Location(
          in.opaque16("url").latin1(), in.uint8("padding"), in.opaque("SHA1Hash", SHA1));
    }
  }

  public CertificateUrl {
    urls = List.copyOf(urls);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_URL;
  }

  static CertificateUrl decode(ByteReader in, DecodeContext context) throws MalformedException {
    int chainType = in.uint8("type");
    ByteReader list = in.vector16("url_and_hash_list");
    List<Location> urls = new ArrayList<>();
    while (!list.isEmpty()) {
      urls.add(Location.decode(list));
    }
    return new CertificateUrl(chainType, urls);
  }
}
