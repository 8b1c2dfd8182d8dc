package dev.shakedown.report;

import dev.shakedown.tcp.FlowDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What to do next about a code, in the words of a BIG-IP: the tmsh commands and the options of its
 * profiles. On its client side it is the server of the connection, on its server side the client.
 */
public final class BigIpSteps {
  /** A name that can be copied into a shell; a hostile capture may hold others. */
  private static final Pattern SAFE_NAME = Pattern.compile("[\\w./:%-]{1,256}");

  private static final String CLIENT_SIDE = "client.next.";
  private static final String SERVER_SIDE = "server.next.";
  private static final String EITHER_SIDE = "next.";

  private final Catalogue catalogue;
  private final String prefix;
  private final Map<String, Object> arguments;

  /**
   * The steps for a code.
   *
   * @param virtualServer the virtual server's name; empty where unknown
   */
  public BigIpSteps(Catalogue catalogue, String code, String virtualServer) {
    this.catalogue = catalogue;
    this.prefix = code + ".device.bigip.";
    boolean known = SAFE_NAME.matcher(virtualServer).matches();
    this.arguments =
        Map.of("virtual", known ? virtualServer : catalogue.text("bigip.virtual-server"));
  }

  /** Those for a side; where it is unknown the first of either, each with its side's name. */
  public List<String> of(FlowDevice.Side side) {
    List<String> steps = new ArrayList<>();
    switch (side) {
      case CLIENT -> steps.addAll(all(CLIENT_SIDE));
      case SERVER -> steps.addAll(all(SERVER_SIDE));
      case UNKNOWN -> {
        first(CLIENT_SIDE, "bigip.on-client-side", steps);
        first(SERVER_SIDE, "bigip.on-server-side", steps);
      }
    }
    steps.addAll(all(EITHER_SIDE));
    return steps;
  }

  private void first(String part, String key, List<String> steps) {
    all(part).stream()
        .limit(1)
        .forEach(step -> steps.add(catalogue.text(key, Map.of("step", step))));
  }

  private List<String> all(String part) {
    List<String> steps = new ArrayList<>();
    for (int i = 1; catalogue.has(prefix + part + i); i++) {
      steps.add(catalogue.text(prefix + part + i, arguments));
    }
    return steps;
  }
}
