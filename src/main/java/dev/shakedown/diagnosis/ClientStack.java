package dev.shakedown.diagnosis;

import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.registry.ExtensionType;
import java.util.Collections;
import java.util.List;

/** Client stacks whose ways a verdict must know, by the extensions they send and their order. */
final class ClientStack {
  /** NSS (Firefox, Thunderbird) sends these in a row, whatever the application sets. */
  private static final List<ExtensionType> NSS_ORDER =
      List.of(
          ExtensionType.EXTENDED_MASTER_SECRET,
          ExtensionType.RENEGOTIATION_INFO,
          ExtensionType.SUPPORTED_GROUPS,
          ExtensionType.EC_POINT_FORMATS);

  private ClientStack() {}

  /**
   * Whether the client is NSS; BoringSSL's order is alike, but it sends GREASE and no size limit.
   */
  static boolean isNss(FlowFacts facts) {
    List<ExtensionType> types =
        facts
            .clientHello()
            .map(h -> h.value().extensions().stream().map(Extension::type).toList())
            .orElse(List.of());
    return Collections.indexOfSubList(types, NSS_ORDER) >= 0
        && types.contains(ExtensionType.RECORD_SIZE_LIMIT)
        && types.stream().noneMatch(ExtensionType::isGrease);
  }
}
