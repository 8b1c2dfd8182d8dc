package dev.shakedown.cli;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureFiles;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.UnreadableCaptureException;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import dev.shakedown.report.ReportWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run over all files given: each is read, reported, and what cannot be read is said. */
final class CaptureRun {
  /** Files from this size on show how far they are read. */
  private static final long LARGE = 50L << 20;

  private final Surroundings surroundings;
  private final Catalogue catalogue;
  private final FailOn wanted;
  private final Analysis analysis;
  private final Set<Object> known = new HashSet<>();
  private final Anonymity anonymity;
  private final boolean debug;
  private boolean unreadable;

  CaptureRun(
      Surroundings surroundings,
      Catalogue catalogue,
      FailOn wanted,
      Analysis analysis,
      Anonymity anonymity,
      boolean debug) {
    this.surroundings = surroundings;
    this.catalogue = catalogue;
    this.wanted = wanted;
    this.analysis = analysis;
    this.anonymity = anonymity;
    this.debug = debug;
  }

  /** Reads all files; returns the exit status. */
  int all(List<String> files, ReportWriter writer) {
    List<String> distinct = files.stream().filter(this::isNew).toList();
    if (distinct.size() > 1 && distinct.stream().allMatch(CaptureRun::isFile)) {
      distinct.forEach(this::lookThrough);
    }
    for (String file : distinct) {
      Path path = InputFile.of(file);
      if (!file.equals("-") && Files.isDirectory(path)) {
        folder(path, writer);
      } else {
        one(file, path, writer);
      }
    }
    return unreadable ? ExitStatus.UNREADABLE : wanted.found() ? ExitStatus.FOUND : ExitStatus.DONE;
  }

  /** Whether it is the first of its name, or of several names for one file; else it says so. */
  private boolean isNew(String file) {
    boolean fresh = known.add(identity(file));
    if (!fresh) {
      surroundings
          .err()
          .println(
              Printable.of(
                  "shakedown: " + catalogue.text("cli.twice", "file", anonymity.file(file))));
    }
    return fresh;
  }

  private static Object identity(String file) {
    try {
      return file.equals("-") ? file : InputFile.of(file).toRealPath();
    } catch (IOException e) {
      return file; // reading it will say what is wrong with it
    }
  }

  /** Captures of one thing at several points are named one by one, and can be read twice. */
  private static boolean isFile(String file) {
    return !file.equals("-") && Files.isRegularFile(InputFile.of(file));
  }

  private void lookThrough(String file) {
    try (CaptureReader capture = open(file, InputFile.of(file))) {
      analysis.lookThrough(capture, file);
    } catch (IOException | RuntimeException e) {
      // analysing it will say what is wrong with it
    }
  }

  private void folder(Path folder, ReportWriter writer) {
    try {
      List<Path> captures = CaptureFiles.below(folder);
      captures.forEach(c -> one(c.toString(), c, writer));
      if (captures.isEmpty()) {
        unreadable(catalogue.text("cli.no-captures", "file", anonymity.file(folder.toString())));
      }
    } catch (IOException e) {
      unreadable(folder.toString(), anonymity.text(Reasons.of(e, catalogue)));
    }
  }

  /**
   * @param path where it is: a name that the locale cannot express leads to no file as text
   */
  private void one(String file, Path path, ReportWriter writer) {
    try (CaptureReader capture = open(file, path)) {
      analysis.run(capture, file, writer);
    } catch (UnreadableCaptureException e) {
      String reason = catalogue.text("unreadable." + e.code(), e.detail());
      writer.unreadable(file, e.code(), reason);
      unreadable(file, reason);
    } catch (IOException e) {
      writer.unreadable(file, "read-failed", Reasons.of(e, catalogue));
      unreadable(file, anonymity.text(Reasons.of(e, catalogue)));
    } catch (ResultStream.Failure e) {
      throw e;
    } catch (RuntimeException | Error e) {
      unreadable(
          catalogue.text(
              "cli.internal-error",
              Map.of("file", anonymity.file(file), "reason", anonymity.reason(e))));
      if (debug) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        surroundings.err().print(trace);
      }
    }
  }

  private CaptureReader open(String file, Path path) throws IOException {
    if (file.equals("-")) {
      return CaptureReader.open(surroundings.in(), file, Limits.DEFAULT);
    }
    long size = Files.size(path);
    if (!surroundings.errIsTerminal() || size < LARGE) {
      return CaptureReader.open(path, Limits.DEFAULT);
    }
    InputStream watched =
        new Progress(
            Files.newInputStream(path),
            size,
            surroundings.err(),
            p ->
                catalogue.text("cli.progress", Map.of("file", anonymity.file(file), "percent", p)));
    return CaptureReader.open(watched, file, Limits.DEFAULT);
  }

  private void unreadable(String file, String reason) {
    unreadable(
        catalogue.text("cli.cannot-read", Map.of("file", anonymity.file(file), "reason", reason)));
  }

  private void unreadable(String message) {
    unreadable = true;
    surroundings.err().println(Printable.of("shakedown: " + message));
  }
}
