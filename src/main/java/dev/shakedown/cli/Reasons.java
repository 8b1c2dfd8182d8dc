package dev.shakedown.cli;

import dev.shakedown.bytes.TooLargeException;
import dev.shakedown.report.Catalogue;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** What the system says about a failure; in the user's language where it is a usual one. */
final class Reasons {
  private Reasons() {}

  static String of(IOException e, Catalogue catalogue) {
    if (e instanceof NoSuchFileException missing) {
      boolean lost = String.valueOf(missing.getFile()).indexOf('\ufffd') >= 0;
      return catalogue.text(lost ? "reason.no-such-name" : "reason.no-such-file");
    }
    if (e instanceof FileSystemLoopException) {
      return catalogue.text("reason.symbolic-link");
    }
    if (e instanceof AccessDeniedException) {
      return catalogue.text("reason.denied");
    }
    if (e instanceof TooLargeException large) {
      return catalogue.text("reason.larger-than", "megabytes", large.megabytes());
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
