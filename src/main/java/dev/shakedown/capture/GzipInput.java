package dev.shakedown.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The data of a gzip file (RFC 1952): all members one after the other; what follows the last and is
 * no member is ignored. Unlike the JDK's stream it hands out what precedes an error in the deflated
 * data to the byte, and finds further members in pipes too.
 */
final class GzipInput extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final byte[] input = new byte[64 << 10];
  private int position;
  private int end;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean inMember;
  private boolean ended;
  private boolean first = true;
  private IOException failure;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (failure == null) {
      if (ended || !inMember && !beginMember()) {
        return -1;
      }
      int produced = inflate(target, offset, length); // also where no input is left: of what it has
      if (produced > 0) {
        return produced;
      }
    }
    throw failure;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    boolean starved = inflater.needsInput() && !inflater.finished();
    if (starved && (position < end || refill())) {
      inflater.setInput(input, position, end - position);
      position = end;
      starved = false;
    }
    long before = inflater.getBytesWritten();
    int produced;
    try {
      produced = inflater.inflate(target, offset, length);
      if (inflater.needsDictionary()) {
        failure = new ZipException("gzip: needs a dictionary");
      }
    } catch (DataFormatException e) {
      failure = new ZipException("gzip: " + e.getMessage());
      produced = (int) (inflater.getBytesWritten() - before);
    }
    if (starved && produced == 0 && failure == null) {
      failure = new EOFException("gzip: ends within deflated data");
    }
    crc.update(target, offset, produced);
    if (inflater.finished()) {
      position = end - inflater.getRemaining();
      endMember();
    }
    return produced;
  }

  /** Reads a member header (RFC 1952 2.3); false if none follows. */
  private boolean beginMember() throws IOException {
    boolean isMember = nextOrEnd() == 0x1f && nextOrEnd() == 0x8b && nextOrEnd() == 8;
    if (!isMember) {
      if (first) {
        throw new ZipException("gzip: unknown method");
      }
      ended = true;
      return false;
    }
    first = false;
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inMember = true;
    return true;
  }

  /** Checks the trailer; a wrong one is told after the data it belongs to was handed out. */
  private void endMember() {
    inMember = false;
    try {
      long expectedCrc = next32();
      long expectedSize = next32();
      if (expectedCrc != crc.getValue()
          || expectedSize != (inflater.getBytesWritten() & 0xffff_ffffL)) {
        failure = new ZipException("gzip: the checksum does not fit");
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private long next32() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skip(int length) throws IOException {
    for (int i = 0; i < length; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int last;
    do {
      last = next();
    } while (last != 0);
  }

  private int next() throws IOException {
    int value = nextOrEnd();
    if (value < 0) {
      throw new EOFException("gzip: ends within a header or trailer");
    }
    return value;
  }

  private int nextOrEnd() throws IOException {
    return position < end || refill() ? input[position++] & 0xff : -1;
  }

  private boolean refill() throws IOException {
    int read = in.read(input, 0, input.length);
    position = 0;
    end = Math.max(read, 0);
    return read > 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
