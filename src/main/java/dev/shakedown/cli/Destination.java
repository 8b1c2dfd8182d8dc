package dev.shakedown.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * Where the results go: standard output, or a file that appears only once it is whole. What exists
 * and is no ordinary file (a pipe, a device) is written to directly.
 */
final class Destination {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
  private static final FileAttribute<?>[] OWNER_ONLY = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  private final Path target;
  private final Path temporary;
  private final ResultStream stream;

  private Destination(Path target, Path temporary, ResultStream stream) {
    this.target = target;
    this.temporary = temporary;
    this.stream = stream;
  }

  static Destination standardOutput(OutputStream out) {
    return new Destination(null, null, new ResultStream(out, "-"));
  }

  /** Opens a file to be written. */
  static Destination file(Path target) throws IOException {
    return file(target, false);
  }

  /**
   * Opens a file to be written.
   *
   * @param secret whether only its owner may read it
   */
  static Destination file(Path target, boolean secret) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      OutputStream out = Files.newOutputStream(target);
      return new Destination(null, null, new ResultStream(out, target.toString()));
    }
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    // a name nobody can know before, and no file that is already there: nothing is followed
    String unique = Long.toHexString(new SecureRandom().nextLong());
    Path temporary = real.resolveSibling("." + real.getFileName() + "." + unique + ".part");
    OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                secret && isPosix(temporary) ? OWNER_ONLY : NO_ATTRIBUTES));
    return new Destination(real, temporary, new ResultStream(out, target.toString()));
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  ResultStream stream() {
    return stream;
  }

  /** All is written: puts the file in its place. */
  void commit() throws IOException {
    stream.close();
    if (target != null) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Leaves no half file behind. */
  void abandon() {
    if (target != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        return; // the failure that led here is the one to report
      }
    }
  }
}
