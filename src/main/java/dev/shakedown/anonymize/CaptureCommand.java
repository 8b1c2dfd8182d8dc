package dev.shakedown.anonymize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line of a tcpdump with pseudonyms: program, interface, options and the words of the
 * filter stay, addresses and names are replaced, paths and keys of other options go.
 */
final class CaptureCommand {
  private static final String PROGRAM = "tcpdump";

  /** Options whose value is a number. */
  private static final String NUMBERED = "BcCGsW";

  /** Options whose value is a path, a key or a name of something else. */
  private static final String WITH_VALUE = "EFjmMQrTVwyzZ";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** All interfaces, a physical one, or one that every device has; then the noise level. */
  private static final Pattern INTERFACE = Pattern.compile("(?<name>.*?)(?<level>:[a-z]{1,6})?");

  private static final Pattern PLAIN_INTERFACE =
      Pattern.compile("\\d{1,2}\\.\\d{1,2}|(eth|tmm|lo|mgmt)\\d{0,2}|any");

  private static final Pattern F5_OPTION = Pattern.compile("ssl(:v+)?");

  private final Pseudonyms pseudonyms;
  private final Deque<String> words;
  private final List<String> result = new ArrayList<>();

  private CaptureCommand(String command, Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
    this.words = new ArrayDeque<>(List.of(command.strip().split("\\s+")));
  }

  /** The command under pseudonyms. */
  static String of(String command, Pseudonyms pseudonyms) {
    CaptureCommand line = new CaptureCommand(command, pseudonyms);
    line.program();
    while (!line.words.isEmpty()) {
      line.word(line.words.pop());
    }
    return String.join(" ", line.result);
  }

  private void program() {
    String program = words.pop();
    boolean usual = program.substring(program.lastIndexOf('/') + 1).equals(PROGRAM);
    result.add(usual ? PROGRAM : pseudonyms.text(program));
  }

  private void word(String word) {
    if (word.equals("--f5")) {
      result.add(word);
      if (!words.isEmpty() && F5_OPTION.matcher(words.peek()).matches()) {
        result.add(words.pop());
      }
    } else if (word.length() > 1 && word.charAt(0) == '-' && word.charAt(1) != '-') {
      options(word);
    } else {
      result.add(pseudonyms.text(word));
    }
  }

  /** Letters, the last of which may take the rest of the word or the next word. */
  private void options(String word) {
    StringBuilder flags = new StringBuilder("-");
    for (int i = 1; i < word.length(); i++) {
      char option = word.charAt(i);
      boolean valued = option == 'i' || (NUMBERED + WITH_VALUE).indexOf(option) >= 0;
      if (!valued) {
        flags.append(Character.isLetter(option) ? String.valueOf(option) : "");
        continue;
      }
      String rest = word.substring(i + 1);
      value(flags, option, rest);
      return;
    }
    add(flags);
  }

  private void value(StringBuilder flags, char option, String attached) {
    boolean apart = attached.isEmpty() && !words.isEmpty();
    String value = apart ? words.pop() : attached;
    boolean number = NUMBERED.indexOf(option) >= 0 && NUMBER.matcher(value).matches();
    if (option != 'i' && !number) {
      add(flags);
      return;
    }
    flags.append(option);
    String shown = number ? value : captured(value);
    result.add(apart ? flags + " " + shown : flags + shown);
  }

  private void add(StringBuilder flags) {
    if (flags.length() > 1) {
      result.add(flags.toString());
    }
  }

  private String captured(String value) {
    Matcher parts = INTERFACE.matcher(value);
    if (!parts.matches()) {
      return pseudonyms.text(value);
    }
    String name = parts.group("name");
    String level = parts.group("level") == null ? "" : parts.group("level");
    boolean plain = PLAIN_INTERFACE.matcher(name).matches();
    return (plain ? name : pseudonyms.objectName(name)) + level;
  }
}
