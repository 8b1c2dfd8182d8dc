package dev.shakedown.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A connection put together from packets against a naive model of it: an array that remembers the
 * first byte that came for each place. Segments overlap, come in any order, again, again with other
 * bytes, or never; sequence numbers pass 2^32.
 */
class ReassemblyPropertiesTest {
  private static final int UNSEEN = -1;

  /** What came of a stream, byte by byte, and UNSEEN for what did not. */
  private static final class Model {
    private final int[] bytes;

    Model(int length) {
      bytes = new int[length];
      Arrays.fill(bytes, UNSEEN);
    }

    void came(int offset, byte[] data) {
      for (int i = 0; i < data.length; i++) {
        if (bytes[offset + i] == UNSEEN) {
          bytes[offset + i] = data[i] & 0xff;
        }
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sent(int offset, byte[] data) {}

  @Test
  void agreesWithTheModel() {
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      TestSegments segments = new TestSegments();
      // half of all streams pass 2^32 somewhere in their middle
      int length = 1 + random.nextInt(3_000);
      segments.clientIsn =
          random.nextBoolean() ? -random.nextInt(length + 1) - 1 : random.nextInt();
      segments.serverIsn = random.nextBoolean() ? -1 : random.nextInt();
      segments.v6 = random.nextBoolean();
      segments.handshake();
      Model model = new Model(length);
      for (Sent sent : traffic(random, length)) {
        model.came(sent.offset(), sent.data());
        segments.later(1).client().at(sent.offset()).ack(0).data(sent.data()).send();
      }
      segments.later(1).server().at(0).ack(length).send();
      segments.finish();
      assertEquals(1, segments.finished.size(), "seed " + seed);
      assertArrayEquals(model.bytes, heard(segments), "seed " + seed);
      FinishedFlow flow = segments.finished.get(0);
      long unseen = Arrays.stream(model.bytes).filter(b -> b == UNSEEN).count();
      assertEquals(unseen, flow.clientFacts().missingBytes(), "seed " + seed);
    }
  }

  /** Segments of a stream of random bytes: out of order, some twice, some otherwise, some not. */
  private static List<Sent> traffic(Random random, int length) {
    byte[] stream = new byte[length];
    random.nextBytes(stream);
    List<Sent> traffic = new ArrayList<>();
    int lossIn = 2 + random.nextInt(40);
    int at = 0;
    while (at < length) {
      int size = Math.min(1 + random.nextInt(200), length - at);
      // reaches back over what was sent before
      int from = Math.max(0, at - (random.nextInt(4) == 0 ? random.nextInt(50) : 0));
      byte[] data = Arrays.copyOfRange(stream, from, at + size);
      at += size;
      if (random.nextInt(lossIn) == 0) {
        continue;
      }
      add(traffic, new Sent(from, data), random);
      if (random.nextInt(8) == 0) {
        add(traffic, new Sent(from, data), random);
      }
      if (random.nextInt(8) == 0) {
        byte[] other = data.clone();
        other[random.nextInt(other.length)]++;
        add(traffic, new Sent(from, other), random);
      }
    }
    return traffic;
  }

  /** Puts it near the end, so that segments overtake each other. */
  private static void add(List<Sent> traffic, Sent sent, Random random) {
    traffic.add(Math.max(0, traffic.size() - random.nextInt(5)), sent);
  }

  /** What was handed out, in the model's form. */
  private static int[] heard(TestSegments segments) {
    List<Integer> all = new ArrayList<>();
    for (String call : segments.heard) {
      String content = call.replaceFirst("(?s)@\\d+$", "");
      if (content.startsWith("C:")) {
        for (byte b : content.substring(2).getBytes(StandardCharsets.ISO_8859_1)) {
          all.add(b & 0xff);
        }
      } else if (content.startsWith("C gap ")) {
        int gap = Integer.parseInt(content.substring(6));
        for (int i = 0; i < gap; i++) {
          all.add(UNSEEN);
        }
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }
}
