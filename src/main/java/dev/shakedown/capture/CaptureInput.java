package dev.shakedown.capture;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Map;

/**
 * The bytes of a capture, decompressed where the file begins with the magic number of gzip (RFC
 * 1952), Zstandard (RFC 8878) or an LZ4 frame. Compressed data that turns out wrong ends the stream
 * with a {@link #failure}, after what could be decompressed; a failing device still is an {@code
 * IOException}.
 */
final class CaptureInput extends InputStream {
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "fd377a58", "xz",
          "425a6839", "bzip2",
          "504b0304", "zip",
          "02214c18", "lz4-legacy",
          "5d000080", "lzma",
          "377abcaf", "7z");

  /** So little is asked of a decoder at a time: it loses what it had when it fails. */
  private static final int DECODER_READ_BYTES = 8 << 10;

  private static final int MAX_EMPTY_READS = 1_000;

  private final Device device;
  private final String compression;
  private final InputStream decoded;
  private String failure = "";
  private int emptyReads;

  CaptureInput(InputStream raw, String name) throws IOException {
    byte[] magic = new byte[4];
    // into an array: JDK 17's readNBytes(int) asks a file for its length, which a pipe has not
    int got = raw.readNBytes(magic, 0, 4);
    magic = Arrays.copyOf(magic, got);
    if (magic.length == 0) {
      throw new UnreadableCaptureException(name, "empty-file", Map.of());
    }
    this.device = new Device(new SequenceInputStream(new ByteArrayInputStream(magic), raw));
    this.compression = detect(magic, name);
    this.decoded = decoder(name);
  }

  private static String detect(byte[] magic, String name) throws IOException {
    String hex = java.util.HexFormat.of().formatHex(magic);
    if (UNSUPPORTED.containsKey(hex)) {
      throw new UnreadableCaptureException(
          name, "unsupported-compression", Map.of("compression", UNSUPPORTED.get(hex)));
    }
    if (hex.startsWith("1f8b")) {
      return "gzip";
    }
    // a skippable frame, 0x184d2a50..5f, may begin either format; zstd writers do so more often
    if (hex.equals("28b52ffd") || hex.startsWith("5") && hex.endsWith("2a4d18")) {
      return "zstd";
    }
    return hex.equals("04224d18") ? "lz4" : "none";
  }

  private InputStream decoder(String name) throws IOException {
    try {
      return switch (compression) {
        case "gzip" -> new GzipInput(device);
        case "zstd" -> new ZstdInputStream(device);
        case "lz4" -> new Lz4Input(device);
        default -> device;
      };
    } catch (LinkageError e) {
      // the native library of zstd does not exist for every platform
      throw unreadable(name, "unsupported-compression", e);
    } catch (IOException e) {
      if (device.failed) {
        throw e;
      }
      throw unreadable(name, "damaged-compression", e);
    }
  }

  private UnreadableCaptureException unreadable(String name, String code, Throwable cause) {
    UnreadableCaptureException exception =
        new UnreadableCaptureException(name, code, Map.of("compression", compression));
    exception.initCause(cause);
    return exception;
  }

  /** none, gzip, zstd or lz4. */
  String compression() {
    return compression;
  }

  /** Why the stream ended too early, as the code of a {@link CaptureProblem}; else empty. */
  String failure() {
    return failure;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (decoded == device) {
      return device.read(target, offset, length);
    }
    if (!failure.isEmpty()) {
      return -1;
    }
    try {
      int read = decoded.read(target, offset, Math.min(length, DECODER_READ_BYTES));
      emptyReads = read == 0 ? emptyReads + 1 : 0;
      if (emptyReads == MAX_EMPTY_READS) {
        throw new IOException("decoder makes no progress");
      }
      return read;
    } catch (IOException | RuntimeException e) {
      // a decoder fed with hostile bytes may fail in ways that it does not declare
      if (device.failed) {
        throw e;
      }
      failure =
          device.ended
              ? "truncated-file"
              : wantsTooMuch(e) ? "large-window" : "damaged-compression";
      return -1;
    }
  }

  /** Zstandard's window is memory; 128 MB are what its decoder allows by itself. */
  private static boolean wantsTooMuch(Exception e) {
    return e instanceof ZstdIOException zstd
        && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public void close() throws IOException {
    decoded.close();
    device.close();
  }

  /** The file itself, which remembers whether it ended or failed. */
  private static final class Device extends InputStream {
    private final InputStream in;
    private boolean ended;
    private boolean failed;

    Device(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int read = in.read(target, offset, length);
        ended = read < 0;
        return read;
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
