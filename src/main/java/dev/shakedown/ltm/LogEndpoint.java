package dev.shakedown.ltm;

import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import java.util.Optional;

/**
 * An address and a port as the log writes them.
 *
 * @param endpoint the address and the port
 * @param routeDomain the number behind {@code %}; -1 where there is none
 */
public record LogEndpoint(Endpoint endpoint, int routeDomain) implements Comparable<LogEndpoint> {
  private static final int MAX_ROUTE_DOMAIN = 65_535;

  /**
   * Reads {@code 192.0.2.1:443}, {@code 192.0.2.1.443}, {@code 2001:db8::1.443}, {@code
   * 2001:db8::1:443}, each with {@code %N} behind the address where it lies in a route domain.
   */
  public static Optional<LogEndpoint> parse(String text) {
    int cut = Math.max(text.lastIndexOf(':'), text.lastIndexOf('.'));
    if (cut < 0) {
      return Optional.empty();
    }
    int port = number(text.substring(cut + 1), 65_535);
    String host = text.substring(0, cut);
    int percent = host.indexOf('%');
    int domain = percent < 0 ? -1 : number(host.substring(percent + 1), MAX_ROUTE_DOMAIN);
    if (port < 0 || percent >= 0 && domain < 0) {
      return Optional.empty();
    }
    return IpAddress.parse(percent < 0 ? host : host.substring(0, percent))
        .map(address -> new LogEndpoint(new Endpoint(address, port), domain));
  }

  private static int number(String text, int max) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int value = digits ? Integer.parseInt(text) : -1;
    return value > max ? -1 : value;
  }

  // Written out, as each line of a log is compared with hundreds before it (see Endpoint).

  @Override
  public boolean equals(Object that) {
    return that instanceof LogEndpoint other
        && routeDomain == other.routeDomain
        && endpoint.equals(other.endpoint);
  }

  @Override
  public int hashCode() {
    return 31 * endpoint.hashCode() + routeDomain;
  }

  /** So that a map is not slow whose keys somebody made all have one hash. */
  @Override
  public int compareTo(LogEndpoint other) {
    int byEndpoint = endpoint.compareTo(other.endpoint);
    return byEndpoint == 0 ? Integer.compare(routeDomain, other.routeDomain) : byEndpoint;
  }

  /** The form of the log, with the point before the port of an IPv6 address. */
  @Override
  public String toString() {
    String domain = routeDomain < 0 ? "" : "%" + routeDomain;
    String separator = endpoint.address().v6() ? "." : ":";
    return endpoint.address() + domain + separator + endpoint.port();
  }
}
