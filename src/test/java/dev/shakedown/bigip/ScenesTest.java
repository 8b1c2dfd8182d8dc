package dev.shakedown.bigip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The captures of a BIG-IP are what {@link Scenes} makes of the recordings. */
class ScenesTest {
  private static final Path CAPTURES = Path.of("captures");

  @Test
  void areWhatLiesInTheFolder() throws IOException {
    for (Map.Entry<String, Scene> scene : Scenes.all().entrySet()) {
      Path file = CAPTURES.resolve(scene.getKey());
      if (Boolean.getBoolean("scenes.write")) {
        scene.getValue().write(file);
      }
      assertArrayEquals(scene.getValue().pcap(), Files.readAllBytes(file), scene.getKey());
    }
  }

  @Test
  void areReadByTsharkAsByUs() throws IOException {
    assumeTrue(Tshark.isAtHand(), "no tshark at hand");
    List<Path> captures = Scenes.all().keySet().stream().map(CAPTURES::resolve).toList();
    Map<String, Map<String, String>> theirs = Tshark.read(captures, false);
    Map<String, String> first = theirs.remove(captures.get(0).getFileName() + " 1");
    assertEquals(first, Tshark.of(ReadTrailers.of(captures.get(0)).fileInfos.get(1L)));
    assertEquals(theirs, Tshark.ours(captures));
  }
}
