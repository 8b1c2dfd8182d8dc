package dev.shakedown.tls;

import dev.shakedown.tls.registry.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The protected records of one direction that stayed closed: counted, the first ones each worth an
 * event, the lengths of the last ones kept because they may be alerts.
 */
final class ProtectedRecords {
  /** Length fields kept of the last application_data records. */
  private static final int LAST = 4;

  private final int maxLogged;

  /** 16 bits each, the latest lowest. */
  private long lastLengths;

  private int logged;
  private long dataRecords;
  private long dataBytes;

  ProtectedRecords(int maxLogged) {
    this.maxLogged = maxLogged;
  }

  /** Counts a record; its event, unless it is one of many. */
  Optional<TlsEvent> count(RecordHeader header) {
    boolean data = header.type().equals(ContentType.APPLICATION_DATA);
    if (data) {
      lastLengths = lastLengths << Short.SIZE | header.length();
      dataRecords++;
      dataBytes += header.length();
    }
    if (data && logged >= maxLogged) {
      return Optional.empty();
    }
    logged++;
    return Optional.of(
        new TlsEvent.ProtectedRecord(header.type(), header.version(), header.length()));
  }

  /** Records of type application_data. */
  long dataRecords() {
    return dataRecords;
  }

  /** Their length fields added up. */
  long dataBytes() {
    return dataBytes;
  }

  /** Length fields of the last of them, oldest first, at most 4. */
  List<Integer> lastLengths() {
    int count = (int) Math.min(LAST, dataRecords);
    List<Integer> lengths = new ArrayList<>(count);
    for (int back = count - 1; back >= 0; back--) {
      lengths.add((int) (lastLengths >>> back * Short.SIZE) & 0xffff);
    }
    return List.copyOf(lengths);
  }
}
