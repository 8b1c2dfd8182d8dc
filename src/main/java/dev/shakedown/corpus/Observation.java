package dev.shakedown.corpus;

import java.util.List;
import java.util.Map;

/**
 * What an analysis said of a capture, as far as anybody asked.
 *
 * @param values of the capture's fields asked for
 * @param flows in order of their first frames
 * @param notCompared connections beyond the bound of those kept
 * @param coverage what was decoded, and what not
 * @param outputs the whole outputs asked for, by file-name ending
 */
record Observation(
    Map<String, List<Object>> values,
    List<ObservedFlow> flows,
    long notCompared,
    Coverage coverage,
    Map<PinnedOutput, byte[]> outputs) {}
