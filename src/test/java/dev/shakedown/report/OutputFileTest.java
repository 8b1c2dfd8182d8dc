package dev.shakedown.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  private static final byte[] CONTENT = "whole".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void appearsOnlyOnceItIsWhole() throws IOException {
    Path file = folder.resolve("report");
    try (OutputFile out = OutputFile.create(file, false)) {
      out.stream().write(CONTENT);
      assertTrue(Files.notExists(file));
      out.commit();
    }
    assertEquals("whole", Files.readString(file));
    assertEquals(List.of("report"), names());
  }

  @Test
  void aRunThatFailsLeavesWhatWasThereAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("report"), "before");
    try (OutputFile out = OutputFile.create(file, false)) {
      out.stream().write(CONTENT);
    }
    assertEquals("before", Files.readString(file));
    assertEquals(List.of("report"), names());
  }

  @Test
  void writesThroughNoSymbolicLink() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("report"), victim);
    Path dangling = Files.createSymbolicLink(folder.resolve("other"), folder.resolve("nowhere"));
    assertThrows(FileSystemLoopException.class, () -> OutputFile.write(link, CONTENT));
    assertThrows(FileSystemLoopException.class, () -> OutputFile.write(dangling, CONTENT));
    assertEquals("before", Files.readString(victim));
    assertEquals(List.of("other", "report", "victim"), names());
  }

  @Test
  void keepsThePermissionsOfWhatItReplaces() throws IOException {
    Path file = Files.writeString(folder.resolve("report"), "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    OutputFile.write(file, CONTENT);
    assertEquals("rw-------", permissions(file));
  }

  @Test
  void aSecretIsItsOwnersAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), "before");
    try (OutputFile out = OutputFile.create(file, true)) {
      out.commit();
    }
    assertEquals("rw-------", permissions(file));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void writesToADeviceDirectly() throws IOException {
    OutputFile.write(Path.of("/dev/null"), CONTENT);
    assertTrue(Files.exists(Path.of("/dev/null")));
  }
}
