package dev.shakedown.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Runs the command in each output format over the files given and shows nothing, so that the
 * virtual machine can archive all classes a usual run loads ({@code -XX:ArchiveClassesAtExit}).
 */
public final class Rehearsal {
  private Rehearsal() {}

  /** Takes capture files; what cannot be read is no trouble. */
  public static void main(String[] files) {
    PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Surroundings nowhere =
        new Surroundings(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            silence,
            Locale.ENGLISH,
            true,
            false,
            0,
            false);
    for (String format : new String[] {"text", "json", "jsonl", "html", "markdown"}) {
      String[] arguments = new String[files.length + 2];
      arguments[0] = "-f";
      arguments[1] = format;
      System.arraycopy(files, 0, arguments, 2, files.length);
      new Main(nowhere).run(arguments);
    }
    new Main(nowhere).run("--color", "never", "-");
    new Main(nowhere).run("--help");
  }
}
