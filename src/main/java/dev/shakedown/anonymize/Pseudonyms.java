package dev.shakedown.anonymize;

import dev.shakedown.bigip.FileInfo;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.Certificates;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What stands for what: the one place that turns real values into pseudonyms, for reports and for
 * packets alike. The same value under the same key has the same pseudonym everywhere.
 *
 * <p>Not thread-safe.
 */
public final class Pseudonyms {
  /** Fewer printable bytes than this are as likely binary. */
  private static final int SHORT_TEXT = 8;

  /** Endings of file names that say what kind of file it is, and nothing else. */
  private static final Set<String> ENDINGS =
      Set.of(".pcap", ".pcapng", ".cap", ".gz", ".zst", ".lz4", ".log", ".txt", ".dmp");

  private static final int NOISE_BLOCK = 1 << 12;

  private final PseudonymKey key;
  private final AddressPseudonyms addresses;
  private final TextPseudonyms texts;
  private final DerPseudonyms values;
  private final CertificatePseudonyms certificates;
  private final OcspPseudonyms ocsp;
  private final BigIpPseudonyms bigIp = new BigIpPseudonyms(this);
  private String lastNoise = "";
  private byte[] noiseBlock = {};

  public Pseudonyms(PseudonymKey key) {
    this.key = key;
    this.addresses = new AddressPseudonyms(key.derive("addresses", "", 32));
    this.texts = new TextPseudonyms(key, addresses, new HostPseudonyms(key));
    this.values = new DerPseudonyms(this);
    Signatures signatures = new Signatures(new ReplacementKeys(key));
    this.certificates = new CertificatePseudonyms(this, values, signatures);
    this.ocsp = new OcspPseudonyms(this, values, certificates, signatures);
  }

  /** An address; prefixes stay shared. */
  public IpAddress address(IpAddress address) {
    return addresses.of(address);
  }

  /** The bytes of an address. */
  public Bytes address(Bytes address) {
    return address.size() == 4 || address.size() == 16
        ? Bytes.copyOf(
            AddressPseudonyms.bytes(
                addresses.of(IpAddress.read(address.toArray(), 0, address.size() == 16))))
        : bytes(address);
  }

  /** The lower three bytes of a MAC address; the upper ones, its vendor, stay (IEEE 802 8.2). */
  public Bytes station(Bytes address) {
    return Bytes.copyOf(key.derive("station", address.toArray(), 3));
  }

  /** A text for people: host names, addresses and words that are not of a protocol. */
  public String text(String text) {
    return texts.of(text);
  }

  /** A text in a packet: the result has the same size. */
  public byte[] text(byte[] text, Charset charset) {
    String original = new String(text, charset);
    byte[] result =
        texts
            .ofSameSize(
                original,
                charset.equals(StandardCharsets.UTF_8) ? TextPseudonyms::utf8Size : String::length)
            .getBytes(charset);
    // what is not of this encoding does not come out of it as it went in
    return result.length == text.length ? result : bytes(Bytes.copyOf(text)).toArray();
  }

  /**
   * The name of an object of a BIG-IP in a trailer: the partition that all devices have stays. The
   * result has the same size.
   */
  public byte[] objectName(byte[] name) {
    return bigIp.objectName(name);
  }

  /** The words of a reset in a packet or a trailer: the result has the same size. */
  public byte[] resetCause(byte[] words) {
    return bigIp.resetCause(words);
  }

  /** The name of an object of a BIG-IP in a report. */
  String objectName(String name) {
    return bigIp.objectName(name);
  }

  /** The words of a reset in a report. */
  String resetCause(String words) {
    return bigIp.resetCause(words);
  }

  /** What a BIG-IP says of itself. */
  public FileInfo fileInfo(FileInfo info) {
    return bigIp.fileInfo(info);
  }

  /** A file's name; only its kind stays. */
  public String file(String name) {
    String path = name.replace('\\', '/');
    String base = path.substring(path.lastIndexOf('/') + 1);
    StringBuilder ending = new StringBuilder();
    String rest = base;
    for (int dot = rest.lastIndexOf('.'); dot > 0; dot = rest.lastIndexOf('.')) {
      if (!ENDINGS.contains(rest.substring(dot))) {
        break;
      }
      ending.insert(0, rest.substring(dot));
      rest = rest.substring(0, dot);
    }
    if (base.equals("-")) {
      return base;
    }
    return "capture-" + HexFormat.of().formatHex(key.derive("file", base, 4)) + ending;
  }

  /** Bytes without a meaning; a longer printable text stays a text. */
  public Bytes opaque(Bytes bytes) {
    byte[] array = bytes.toArray();
    return array.length >= SHORT_TEXT && DerPseudonyms.isPrintable(array, 0, array.length)
        ? Bytes.copyOf(text(array, StandardCharsets.ISO_8859_1))
        : bytes(bytes);
  }

  /** Bytes without a meaning, whatever they look like. */
  public Bytes bytes(Bytes bytes) {
    return bytes.isEmpty()
        ? bytes
        : Bytes.copyOf(key.derive("bytes", bytes.toArray(), bytes.size()));
  }

  /** Bytes of a stream from an offset on that depend on nothing in the stream. */
  public byte[] noise(String stream, long offset, int size) {
    byte[] noise = new byte[size];
    for (int done = 0; done < size; ) {
      long number = (offset + done) / NOISE_BLOCK;
      int skip = (int) ((offset + done) % NOISE_BLOCK);
      byte[] part = noiseBlock(stream + '/' + number);
      int length = Math.min(NOISE_BLOCK - skip, size - done);
      System.arraycopy(part, skip, noise, done, length);
      done += length;
    }
    return noise;
  }

  private byte[] noiseBlock(String name) {
    if (!name.equals(lastNoise)) {
      lastNoise = name;
      noiseBlock = key.derive("noise", name, NOISE_BLOCK);
    }
    return noiseBlock;
  }

  /** A client's random; a clock in it stays, as it is a date. */
  public Bytes clientRandom(Bytes random, long epochNanos) {
    return Randoms.ofClient(random, epochNanos, this);
  }

  /** A server's random; values that RFC 8446 gives a meaning stay. */
  public Bytes serverRandom(Bytes random) {
    return Randoms.ofServer(random, this);
  }

  /** The magnitude of a number, such as a serial: it keeps its number of bits. */
  public Bytes number(Bytes number) {
    byte[] random = key.derive("number", number.toArray(), number.size());
    int first = number.at(0);
    int top = Integer.highestOneBit(first);
    random[0] = (byte) (random[0] & Math.max(0, top - 1) | top);
    return Bytes.copyOf(random);
  }

  /** A certificate's serial in hexadecimal, without leading zeros. */
  public String serial(String hex) {
    boolean number = !hex.isEmpty() && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    if (!number) {
      return text(hex);
    }
    String even = hex.length() % 2 == 0 ? hex : "0" + hex;
    return number(Bytes.ofHex(even)).hex().replaceFirst("^0", "");
  }

  /** A key identifier or hash in hexadecimal. */
  public String hexadecimal(String hex) {
    boolean digits =
        hex.length() % 2 == 0 && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return digits ? opaque(Bytes.ofHex(hex)).hex() : text(hex);
  }

  /** A value of DER, such as a distinguished name. */
  public Bytes der(Bytes der) {
    return values.of(der);
  }

  /** Makes certificates known that may have issued others, before those are asked for. */
  public void learn(List<Certificate> sent) {
    certificates.learn(sent);
  }

  /** A certificate's bytes. */
  public Bytes certificate(Bytes der) {
    return certificates.of(der);
  }

  /** A certificate. */
  public Certificate certificate(Certificate certificate) {
    return Certificates.decode(certificates.of(certificate.der()));
  }

  /** An OCSP response about a certificate of this chain. */
  public Bytes ocsp(Bytes response, List<Certificate> chain) {
    return ocsp.of(response, chain);
  }
}
