package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Origin;
import dev.shakedown.tcp.FlowDevice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a finding. Their arguments are the finding's details and, always there, {@code
 * server} and {@code client}. A text of the finding's variant is preferred to the code's own.
 */
public final class FindingTexts {
  private final Catalogue catalogue;
  private final Finding finding;
  private final Map<String, Object> arguments;
  private final Optional<List<String>> bigIpSteps;

  public FindingTexts(Catalogue catalogue, Diagnosis diagnosis, Finding finding) {
    this(
        catalogue,
        finding,
        diagnosis.facts().flow().server().toString(),
        diagnosis.facts().flow().client().toString(),
        diagnosis.bigIp().map(side -> bigIpSteps(catalogue, diagnosis, finding, side)));
  }

  private static List<String> bigIpSteps(
      Catalogue catalogue, Diagnosis diagnosis, Finding finding, FlowDevice.Side side) {
    String virtualServer = diagnosis.facts().flow().device().map(FlowDevice::listener).orElse("");
    return new BigIpSteps(catalogue, finding.code(), virtualServer).of(side);
  }

  FindingTexts(Catalogue catalogue, Finding finding, String server, String client) {
    this(catalogue, finding, server, client, Optional.empty());
  }

  private FindingTexts(
      Catalogue catalogue,
      Finding finding,
      String server,
      String client,
      Optional<List<String>> bigIpSteps) {
    this.catalogue = catalogue;
    this.finding = finding;
    this.bigIpSteps = bigIpSteps;
    this.arguments = new LinkedHashMap<>(finding.details());
    arguments.computeIfPresent("side", (name, side) -> catalogue.text("side." + side));
    arguments.putIfAbsent("server", server);
    arguments.putIfAbsent("client", client);
  }

  /** What it is, in a few words. */
  public String title() {
    return catalogue.text(key("title"), arguments);
  }

  /** What the capture shows; of a consequence also where its cause lies. */
  public String explanation() {
    String own = catalogue.text(key("explanation"), arguments);
    return finding
        .origin()
        .map(o -> catalogue.text("origin.joined", Map.of("symptom", own, "origin", origin(o))))
        .orElse(own);
  }

  private String origin(Origin origin) {
    String side = origin.towardsServer() ? "server" : "client";
    String known = origin.finding().isPresent() ? "" : ".unnamed";
    String key = "origin." + side + "." + origin.confidence().id() + known;
    return catalogue.text(
        key,
        Map.of(
            "flow",
            String.valueOf(origin.flow()),
            "client",
            origin.client().toString(),
            "server",
            origin.server().toString(),
            "title",
            origin.finding().map(f -> of(origin, f).title()).orElse("")));
  }

  private FindingTexts of(Origin origin, Finding cause) {
    return new FindingTexts(
        catalogue, cause, origin.server().toString(), origin.client().toString());
  }

  /**
   * What to do next, most useful first. Where a BIG-IP takes part its own commands stand behind the
   * first general step, in place of the others. Of a consequence, where to look for its cause.
   */
  public List<String> nextSteps() {
    if (finding.origin().flatMap(Origin::finding).isPresent()) {
      String flow = String.valueOf(finding.origin().get().flow());
      return List.of(catalogue.text("origin.next", "flow", flow));
    }
    List<String> general = generalSteps();
    if (bigIpSteps.isEmpty()) {
      return general;
    }
    List<String> steps = new ArrayList<>(general.subList(0, Math.min(1, general.size())));
    steps.addAll(bigIpSteps.get());
    return steps;
  }

  private List<String> generalSteps() {
    String prefix = key("next.1");
    prefix = prefix.substring(0, prefix.length() - 1);
    List<String> steps = new ArrayList<>();
    for (int i = 1; catalogue.has(prefix + i); i++) {
      steps.add(catalogue.text(prefix + i, arguments));
    }
    return steps;
  }

  private String key(String part) {
    String ofVariant = finding.code() + "." + finding.variant() + "." + part;
    return !finding.variant().isEmpty() && catalogue.has(ofVariant)
        ? ofVariant
        : finding.code() + "." + part;
  }
}
