package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * TLMSP_context_list of a ClientHello: parts of the traffic to which middleboxes get different
 * rights (ETSI TS 103 523-2 4.3.5), as ETSI's own implementation sends it.
 */
public record TlmspContexts(List<Context> contexts) implements ExtensionBody {
  public TlmspContexts {
    contexts = List.copyOf(contexts);
  }

  static TlmspContexts decode(ByteReader in) throws MalformedException {
    return new TlmspContexts(Vectors.list(in.vector16("context_list"), Context::decode));
  }

  /**
   * A part of the traffic.
   *
   * @param id 0..255
   * @param audit 1 if middleboxes must leave a trail
   * @param originVerification 0 in all implementations known
   * @param purpose a name for it
   */
  public record Context(int id, int audit, int originVerification, String purpose) {
    static Context decode(ByteReader in) throws MalformedException {
      return new Context(
          in.uint8("context_id"),
          in.uint8("audit"),
          in.uint8("origin_verification"),
          in.opaque8("purpose").text());
    }
  }
}
