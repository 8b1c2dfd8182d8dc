package dev.shakedown.capture;

/**
 * One captured packet: a view over the reader's buffer, valid until the next call of {@link
 * CaptureReader#hasNext} or {@link CaptureReader#next}. The same object is handed out again and
 * again, so that reading allocates nothing per packet.
 */
public final class CapturedPacket implements CaptureItem {
  private long number;
  private long epochNanos;
  private boolean hasTime;
  private int interfaceIndex;
  private int linkType;
  private int fcsBytes;
  private byte[] buffer = new byte[0];
  private int offset;
  private int capturedLength;
  private long originalLength;
  private String comment = "";
  private int addedBytes;

  /** Fills the view; for capture readers and tests. */
  public CapturedPacket set(
      long number,
      long epochNanos,
      int interfaceIndex,
      int linkType,
      int fcsBytes,
      byte[] buffer,
      int offset,
      int capturedLength,
      long originalLength,
      String comment) {
    this.number = number;
    this.epochNanos = epochNanos;
    this.hasTime = true;
    this.interfaceIndex = interfaceIndex;
    this.linkType = linkType;
    this.fcsBytes = fcsBytes;
    this.buffer = buffer;
    this.offset = offset;
    this.capturedLength = capturedLength;
    this.originalLength = originalLength;
    this.comment = comment;
    this.addedBytes = 0;
    return this;
  }

  /** Marks the time as made up; {@link #set} undoes it. */
  CapturedPacket withoutTime() {
    hasTime = false;
    return this;
  }

  /** The packet's number in its file, from 1, as Wireshark counts. */
  public long number() {
    return number;
  }

  /**
   * Capture time in nanoseconds since 1970-01-01T00:00:00Z. A pcapng Simple Packet Block has none
   * and gets that of the packet before, 0 if there is none before.
   */
  public long epochNanos() {
    return epochNanos;
  }

  /** Whether the file has a time for the packet. */
  public boolean hasTime() {
    return hasTime;
  }

  /** The interface's number over all sections of the file, from 0; always 0 in pcap. */
  public int interfaceIndex() {
    return interfaceIndex;
  }

  /** The LINKTYPE_ value of the interface (tcpdump.org's registry). */
  public int linkType() {
    return linkType;
  }

  /** How many bytes of frame check sequence end the packet: 0, 2 or 4; 0 also where unknown. */
  public int fcsBytes() {
    return fcsBytes;
  }

  /**
   * The array that holds the packet; only {@link #offset} to {@code offset + capturedLength} is it.
   */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the packet begins in {@link #buffer}. */
  public int offset() {
    return offset;
  }

  /** How many bytes of it are in the file. */
  public int capturedLength() {
    return capturedLength;
  }

  /** How many bytes it had on the wire; less than {@link #capturedLength} only in odd files. */
  public long originalLength() {
    return originalLength;
  }

  /**
   * How many captured bytes at its end a capturing device added: they were on no wire. All of them
   * where the packet is none.
   */
  public int addedBytes() {
    return addedBytes;
  }

  /**
   * Says what {@link #addedBytes} is; whoever recognises such bytes does, {@link #set} undoes it.
   */
  public void markAdded(int bytes) {
    addedBytes = bytes;
  }

  /** The pcapng comments of the packet joined by newlines; empty where there is none. */
  public String comment() {
    return comment;
  }
}
