package dev.shakedown.tls.registry;

/** QUIC Transport Parameters registry (RFC 9000 22.3), of which only the names are of interest. */
public final class QuicParameterNames {
  private static final Names NAMES = Names.of("quic-transport-parameters.csv");

  private QuicParameterNames() {}

  /**
   * The name of a parameter, else {@code reserved} for one that only tests whether the peer passes
   * over what it does not know (RFC 9000 18.1), else {@code unknown}.
   *
   * @param id 0..2^62-1
   */
  public static String nameOf(long id) {
    return NAMES.find(id).orElse(id % 31 == 27 ? "reserved" : "unknown");
  }
}
