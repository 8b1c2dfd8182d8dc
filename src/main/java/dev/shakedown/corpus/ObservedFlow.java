package dev.shakedown.corpus;

import java.util.List;
import java.util.Map;

/**
 * What an analysis said of a connection, as far as anybody asked.
 *
 * @param key its ends; {@code nth} counted among those seen
 * @param id its number in the capture
 * @param frames its first and last frame
 * @param evidence the frames that its first finding rests on, in its order
 * @param codes of its findings, the first one first
 * @param values of the fields asked for, by field; absent ones have none
 */
record ObservedFlow(
    FlowKey key,
    int id,
    List<Long> frames,
    List<Long> evidence,
    List<String> codes,
    Map<String, List<Object>> values) {

  /** The values of a field that was asked for. */
  List<Object> at(String field) {
    return values.getOrDefault(field, List.of());
  }

  /** A field as expectations write it. */
  String print(String field) {
    return Answers.print(field, at(field));
  }
}
