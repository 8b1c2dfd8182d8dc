package dev.shakedown.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * A file that appears only once it is whole: until {@link #commit} it has a name of its own beside
 * its place, and a run that fails or is interrupted leaves neither. One that is replaced passes its
 * permissions on. What exists and is no ordinary file (a pipe, a device) is written to directly.
 *
 * <p>Nothing is written through a symbolic link: whoever made it chose the file behind it. The
 * system's own links to a process's streams, such as {@code /dev/stdout}, are none of these.
 */
public final class OutputFile implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  /** Null where it is written to directly. */
  private final Path target;

  private final Path temporary;
  private final OutputStream stream;
  private final Thread onInterrupt;
  private boolean committed;

  private OutputFile(Path target, Path temporary, OutputStream stream) {
    this.target = target;
    this.temporary = temporary;
    this.stream = stream;
    this.onInterrupt = new Thread(this::delete);
    if (target != null) {
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }
  }

  /**
   * Opens a file to be written.
   *
   * @param secret whether only its owner may read it
   * @throws FileSystemLoopException if there is a symbolic link in its place
   */
  public static OutputFile create(Path file, boolean secret) throws IOException {
    boolean ofSystem = file.startsWith("/dev") || file.startsWith("/proc");
    if (Files.isSymbolicLink(file) && !ofSystem) {
      throw new FileSystemLoopException(file.toString());
    }
    if (ofSystem || Files.exists(file) && !Files.isRegularFile(file)) {
      return new OutputFile(null, null, Files.newOutputStream(file));
    }
    Path target = file.toAbsolutePath();
    if (target.getFileName() == null) {
      throw new FileSystemException(file.toString(), null, "Is a directory");
    }
    // a name nobody can know before, and no file that is already there: nothing is followed
    String unique = Long.toHexString(new SecureRandom().nextLong());
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + unique + ".part");
    OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions(target, secret)));
    return new OutputFile(target, temporary, out);
  }

  /** Writes a file at once. */
  public static void write(Path file, byte[] content) throws IOException {
    try (OutputFile out = create(file, false)) {
      out.stream().write(content);
      out.commit();
    }
  }

  private static FileAttribute<?>[] permissions(Path target, boolean secret) throws IOException {
    if (!target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return NO_ATTRIBUTES;
    }
    if (secret) {
      return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)};
    }
    if (!Files.exists(target)) {
      return NO_ATTRIBUTES;
    }
    Set<PosixFilePermission> before =
        Files.getPosixFilePermissions(target, LinkOption.NOFOLLOW_LINKS);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(before)};
  }

  /** Takes the content. */
  public OutputStream stream() {
    return stream;
  }

  /** All is written: puts the file in its place. */
  public void commit() throws IOException {
    stream.close();
    if (target != null) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
    committed = true;
  }

  /** Leaves no half file behind. */
  @Override
  public void close() {
    if (target != null) {
      if (!committed) {
        delete();
      }
      try {
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
      } catch (IllegalStateException e) {
        return; // the process ends: the hook runs already
      }
    }
  }

  private void delete() {
    try {
      stream.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      return; // the failure that led here is the one to report
    }
  }
}
