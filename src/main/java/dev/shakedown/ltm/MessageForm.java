package dev.shakedown.ltm;

import dev.shakedown.ltm.LogMessage.ConnectionError;
import dev.shakedown.ltm.LogMessage.Ends;
import dev.shakedown.ltm.LogMessage.HandshakeFailed;
import dev.shakedown.ltm.LogMessage.NoSharedCiphers;
import dev.shakedown.ltm.LogMessage.ResetSent;
import dev.shakedown.ltm.LogMessage.Throttled;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that is read field by field.
 *
 * @param read the message of a match; empty if a field cannot be what it should
 */
record MessageForm(Pattern pattern, Function<Matcher, Optional<LogMessage>> read) {
  static final List<MessageForm> ALL =
      List.of(
          form(
              "(?i)^SSL handshake failed for \\S+ (\\S+) -> (\\S+?),?(?: |$)",
              m ->
                  ends(m.group(1), m.group(2))
                      .map(e -> new HandshakeFailed(e.first(), e.second()))),
          form(
              "^(?:(\\S+) -> (\\S+): |\\(null connflow\\): )?Connection error: (\\w+:\\d{1,9}): "
                  + "(?:alert\\((\\d{1,3})\\) (.*)|(.*) \\((\\d{1,3})\\))$",
              MessageForm::error),
          form(
              "^No shared ciphers between SSL peers (\\S{1,100}?\\.\\d{1,5}):(\\S{1,100}?)\\.?$",
              m ->
                  ends(m.group(1), m.group(2))
                      .map(e -> new NoSharedCiphers(e.first(), e.second()))),
          form(
              "^RST sent from (\\S+) to (\\S+), \\[0x([0-9a-f]{1,15}):(\\d{1,9})] (\\{peer} )?(.*)$",
              m -> ends(m.group(1), m.group(2)).map(e -> reset(e, m))),
          form(
              "^(?:Per-invocation log rate exceeded|Resuming log processing at this invocation"
                  + "|Re-enabling general logging|Cumulative log rate exceeded)",
              m -> Optional.of(new Throttled())));

  private static MessageForm form(String regex, Function<Matcher, Optional<LogMessage>> read) {
    return new MessageForm(Pattern.compile(regex), read);
  }

  /** Reads a text of this form; empty if it has another. */
  Optional<LogMessage> read(String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? read.apply(matcher) : Optional.empty();
  }

  private static LogMessage reset(Ends ends, Matcher m) {
    return new ResetSent(
        ends.first(),
        ends.second(),
        Long.parseLong(m.group(3), 16),
        Integer.parseInt(m.group(4)),
        m.group(5) != null,
        m.group(6));
  }

  private static Optional<LogMessage> error(Matcher m) {
    Optional<Ends> ends = m.group(1) == null ? Optional.empty() : ends(m.group(1), m.group(2));
    if (m.group(1) != null && ends.isEmpty()) {
      return Optional.empty();
    }
    boolean newer = m.group(4) != null;
    return Optional.of(
        new ConnectionError(
            ends,
            m.group(3),
            newer ? m.group(5) : m.group(6),
            Integer.parseInt(newer ? m.group(4) : m.group(7))));
  }

  private static Optional<Ends> ends(String first, String second) {
    return LogEndpoint.parse(first)
        .flatMap(f -> LogEndpoint.parse(second).map(s -> new Ends(f, s)));
  }
}
