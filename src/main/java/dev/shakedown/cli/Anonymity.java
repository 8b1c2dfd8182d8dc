package dev.shakedown.cli;

import dev.shakedown.anonymize.AnonymizedReport;
import dev.shakedown.anonymize.ModelPseudonyms;
import dev.shakedown.anonymize.PseudonymKey;
import dev.shakedown.anonymize.Pseudonyms;
import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.extract.AnonymizedFrames;
import dev.shakedown.extract.Rewriting;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.ReportWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what leaves the program is anonymised, and how: {@code --anonymize} and {@code
 * --anonymize-key}.
 *
 * @param pseudonyms what stands for what; empty where real names are wanted
 */
record Anonymity(Optional<Pseudonyms> pseudonyms) {
  /** Bytes that a key has at least. */
  private static final int MIN_KEY = 16;

  /** A file far larger is not a key, but a mistake. */
  private static final long MAX_FILE = 1 << 20;

  /** Reads the options: a key alone asks for it, too. */
  static Anonymity of(boolean wanted, String key, Catalogue catalogue) {
    if (key == null) {
      return new Anonymity(
          wanted ? Optional.of(new Pseudonyms(PseudonymKey.random())) : Optional.empty());
    }
    byte[] material = hex(key).orElseGet(() -> fileOrShort(key, catalogue));
    if (material.length < MIN_KEY) {
      throw new UsageException(catalogue.text("cli.short-key", "count", MIN_KEY));
    }
    return new Anonymity(Optional.of(new Pseudonyms(PseudonymKey.of(material))));
  }

  private static Optional<byte[]> hex(String text) {
    return text.length() >= 2 * MIN_KEY && isHex(text)
        ? Optional.of(HexFormat.of().parseHex(text))
        : Optional.empty();
  }

  private static boolean isHex(String text) {
    return text.length() % 2 == 0
        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
  }

  /**
   * What is too short to be a key in hexadecimal may be a file's name, but only if there is one.
   */
  private static byte[] fileOrShort(String text, Catalogue catalogue) {
    return isHex(text) && !Files.exists(Path.of(text))
        ? HexFormat.of().parseHex(text)
        : file(text, catalogue);
  }

  /** The file's bytes, or what they are in hexadecimal. */
  private static byte[] file(String name, Catalogue catalogue) {
    try {
      Path file = InputFile.of(name);
      if (Files.size(file) > MAX_FILE) {
        throw new UsageException(
            catalogue.text("cli.large-key", Map.of("file", name, "bytes", MAX_FILE)));
      }
      byte[] content = Files.readAllBytes(file);
      return hex(new String(content, StandardCharsets.ISO_8859_1).strip()).orElse(content);
    } catch (IOException e) {
      throw new UsageException(
          catalogue.text(
              "cli.cannot-read", Map.of("file", name, "reason", Reasons.of(e, catalogue))));
    }
  }

  /** The writer, behind one that hands on pseudonyms only. */
  ReportWriter before(ReportWriter writer) {
    return pseudonyms.<ReportWriter>map(p -> new AnonymizedReport(writer, p)).orElse(writer);
  }

  /** The diagnosis as comments may tell it. */
  Diagnosis diagnosis(Diagnosis diagnosis) {
    return pseudonyms.map(p -> new ModelPseudonyms(p).of(diagnosis)).orElse(diagnosis);
  }

  /** What becomes of the frames of an extraction. */
  Optional<Rewriting> rewriting() {
    return pseudonyms.map(p -> new AnonymizedFrames(Limits.DEFAULT, p));
  }

  /** A file's name as messages may say it. */
  String file(String name) {
    return pseudonyms.map(p -> p.file(name)).orElse(name);
  }

  /** An internal error as messages may say it: what it says may quote the capture. */
  String reason(Throwable e) {
    return pseudonyms.isPresent() ? e.getClass().getName() : e.toString();
  }

  /** A reason or another text from outside as messages may say it. */
  String text(String text) {
    return pseudonyms.map(p -> p.text(text)).orElse(text);
  }
}
