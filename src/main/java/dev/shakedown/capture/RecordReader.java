package dev.shakedown.capture;

import java.io.IOException;
import java.util.List;

/** The records of one file format, in file order. */
interface RecordReader {
  /** The next item, or null at the end of what can be read. */
  CaptureItem read() throws IOException;

  /** pcap or pcapng. */
  String format();

  /** The names of the link types of the interfaces met so far, each once. */
  List<String> linkTypes();

  /** The first interfaces met so far. */
  List<CaptureInterface> interfaces();

  /** The first sections met so far. */
  List<CaptureSection> sections();
}
