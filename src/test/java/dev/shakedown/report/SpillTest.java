package dev.shakedown.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpillTest {
  @Test
  void givesBackInOrderWhatCameInAnyOrder() throws IOException {
    for (int memory : new int[] {0, 100, 1 << 20}) {
      List<Integer> ids = new ArrayList<>();
      for (int id = 1; id <= 500; id++) {
        ids.add(id);
      }
      Collections.shuffle(ids, new Random(7));
      try (Spill spill = new Spill(memory)) {
        for (int id : ids) {
          spill.add(id, json(id));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        spill.copyTo(out, "\n", ",\n");
        StringBuilder expected = new StringBuilder();
        for (int id = 1; id <= 500; id++) {
          expected
              .append(id == 1 ? "\n" : ",\n")
              .append(new String(json(id), StandardCharsets.UTF_8));
        }
        assertEquals(expected.toString(), out.toString(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void leavesOutNumbersThatNeverCame() throws IOException {
    try (Spill spill = new Spill()) {
      spill.add(3, json(3));
      spill.add(200, json(200));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      spill.copyTo(out, "\n", ",\n");
      assertEquals("\n{\"id\":3},\n{\"id\":200}", out.toString(StandardCharsets.UTF_8));
    }
  }

  private static byte[] json(int id) {
    return ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
  }
}
