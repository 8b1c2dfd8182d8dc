package dev.shakedown.anonymize;

import dev.shakedown.bigip.FileInfo;
import dev.shakedown.diagnosis.facts.ResetMeaning;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for the texts that a BIG-IP adds to a capture. */
final class BigIpPseudonyms {
  private static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  /** The partition that every device has; others have names that somebody gave them. */
  private static final String PARTITION = "/Common/";

  /** What stands before the words in the payload of a reset: a place in the software. */
  private static final Pattern ORIGIN =
      Pattern.compile("BIG-IP: \\[0x[0-9a-f]{1,16}:\\d{1,9}\\] (\\{peer\\} )?");

  private static final Pattern PLATFORM = Pattern.compile("[A-Z]\\d{3}");

  private final Pseudonyms pseudonyms;

  BigIpPseudonyms(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** A name with its partition, of the same size. */
  byte[] objectName(byte[] name) {
    boolean common = new String(name, CHARSET).startsWith(PARTITION);
    return behind(name, common ? PARTITION.length() : 0);
  }

  /** A name with its partition in a report. */
  String objectName(String name) {
    return name.startsWith(PARTITION)
        ? PARTITION + pseudonyms.text(name.substring(PARTITION.length()))
        : pseudonyms.text(name);
  }

  /** The words of a reset, of the same size: those that devices are known to use stay. */
  byte[] resetCause(byte[] words) {
    return behind(words, known(new String(words, CHARSET)));
  }

  /** The words of a reset in a report. */
  String resetCause(String words) {
    int known = known(words);
    return words.substring(0, known) + pseudonyms.text(words.substring(known));
  }

  private static int known(String words) {
    Matcher origin = ORIGIN.matcher(words);
    int start = origin.lookingAt() ? origin.end() : 0;
    return start + ResetMeaning.knownLength(words.substring(start));
  }

  private byte[] behind(byte[] text, int kept) {
    byte[] rest = pseudonyms.text(Arrays.copyOfRange(text, kept, text.length), CHARSET);
    byte[] result = text.clone();
    System.arraycopy(rest, 0, result, kept, rest.length);
    return result;
  }

  /** What is said of version and hardware stays; what has no known key goes. */
  FileInfo fileInfo(FileInfo info) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : info.values().keySet()) {
      switch (key) {
        case "CMD" -> values.put(key, CaptureCommand.of(info.command(), pseudonyms));
        case "VER" -> values.put(key, (info.version() + " " + info.build()).strip());
        case "HOST" -> values.put(key, pseudonyms.text(info.host()));
        case "PLAT" -> {
          boolean plain = PLATFORM.matcher(info.platform()).matches();
          values.put(key, plain ? info.platform() : pseudonyms.text(info.platform()));
        }
        case "PROD" -> values.put(key, pseudonyms.text(info.product()));
        default -> {}
      }
    }
    return new FileInfo(values);
  }
}
