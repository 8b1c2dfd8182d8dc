package dev.shakedown.capture;

import java.util.List;

/**
 * What the Section Header Block of a pcapng section tells about its origin. Texts are empty where
 * the file has none, and cut to 1,024 characters.
 *
 * @param comments at most 16, in file order
 * @param hardware shb_hardware
 * @param os shb_os
 * @param application shb_userappl
 */
public record CaptureSection(
    List<String> comments, String hardware, String os, String application) {
  public CaptureSection {
    comments = List.copyOf(comments);
  }
}
