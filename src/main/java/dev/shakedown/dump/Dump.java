package dev.shakedown.dump;

import java.util.List;

/** What a dump holds; {@code blocks} is empty where there are no bytes in it. */
public record Dump(DumpForm form, List<DumpBlock> blocks) {
  public Dump {
    blocks = List.copyOf(blocks);
  }
}
