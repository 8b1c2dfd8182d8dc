package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Message;
import java.util.Set;

/**
 * A client whose certificate was asked for closes with its Finished in TLS 1.3: what the server
 * says behind that is as long if it refuses as if it takes leave.
 */
final class HiddenRefusal implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of();
  }

  @Override
  public Verdict check(Case connection) {
    return connection.facts().progress().refusalHidden()
        ? new Verdict.CannotTell(Message.of("not-assessed.refusal-behind-close"))
        : Verdict.CLEAR;
  }
}
