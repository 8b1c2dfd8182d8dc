package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import dev.shakedown.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rewrites what is not TLS. Text keeps the words of protocols; of binary protocols whose structure
 * the program reads the structure stays, and the texts and addresses in it become pseudonyms; all
 * else becomes noise.
 */
final class PlaintextRewriter {
  /** Protocols of which binary bytes are types, lengths and codes. */
  private static final Set<String> STRUCTURED =
      Set.of(
          "proxy-v2",
          "socks4",
          "socks5",
          "ldap",
          "ldap-starttls",
          "postgresql",
          "postgres-sslrequest",
          "postgres-gssencrequest",
          "mysql",
          "mysql-ssl",
          "tds",
          "tds-prelogin",
          "rdp",
          "rdp-negotiation",
          "amqp",
          "amqp-tls");

  /** Bytes by which a protocol that is recognised, and no more, is recognised. */
  private static final int SIGNATURE = 12;

  private static final byte[] PROXY_V2 = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
  private static final int PROXY_V2_FIXED = 16;

  /** Binary bytes in a row of which more are no structure, but a key, a hash or a ticket. */
  private static final int MAX_STRUCTURE = 8;

  /** TPKT, X.224 and negotiation in a row (MS-RDPBCGR 2.2.1.1), with nothing but codes in them. */
  private static final int RDP_STRUCTURE = 4 + 7 + 8;

  private final Pseudonyms pseudonyms;
  private final Set<String> protocols;
  private final Noise noise;

  PlaintextRewriter(Pseudonyms pseudonyms, Set<String> protocols, Noise noise) {
    this.pseudonyms = pseudonyms;
    this.protocols = protocols;
    this.noise = noise;
  }

  void rewrite(byte[] bytes, int start, int end) {
    if (start >= end) {
      return;
    }
    int from = start;
    if (startsWith(bytes, start, end, PROXY_V2)) {
      from = proxyHeader(bytes, start, end);
    } else if (protocols.contains("socks4") || protocols.contains("socks5")) {
      from = rest(bytes, start, end, s -> new SocksRewriter(pseudonyms).rewrite(s, start == 0));
    } else if (protocols.contains("tds") || protocols.contains("tds-prelogin")) {
      from = rest(bytes, start, end, new TdsRewriter(pseudonyms)::rewrite);
    }
    boolean structured = protocols.stream().anyMatch(STRUCTURED::contains);
    if (structured || mostlyText(bytes, from, end)) {
      texts(bytes, from, end);
      return;
    }
    boolean recognised = !protocols.isEmpty() && !protocols.contains("unknown");
    int signature = recognised && from == 0 ? Math.min(SIGNATURE, end) : from;
    texts(bytes, from, signature);
    noise.put(bytes, signature, end);
  }

  /** Where what {@code rewriter} leaves begins. */
  private static int rest(byte[] bytes, int start, int end, Consumer<Span> rewriter) {
    Span span = new Span(bytes, start, end);
    rewriter.accept(span);
    return end - span.remaining();
  }

  private static boolean startsWith(byte[] bytes, int start, int end, byte[] prefix) {
    return end - start >= prefix.length
        && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
  }

  private static boolean mostlyText(byte[] bytes, int start, int end) {
    int text = 0;
    for (int i = start; i < end; i++) {
      text += isText(bytes[i]) || bytes[i] == '\r' || bytes[i] == '\n' || bytes[i] == '\t' ? 1 : 0;
    }
    return text * 10 >= (end - start) * 9;
  }

  private static boolean isText(byte b) {
    return b >= 0x20 && b != 0x7f;
  }

  /** Returns where the header ends (proxy-protocol.txt 2.2). */
  private int proxyHeader(byte[] bytes, int start, int end) {
    Span header = new Span(bytes, start + 12, end);
    header.keep(1);
    int family = header.uint8() >> 4;
    int length = header.uint16();
    Span rest = header.take(length);
    int size = family == 1 ? 4 : family == 2 ? 16 : 0;
    for (int i = 0; i < 2 && size > 0; i++) {
      address(rest.take(size));
    }
    rest.keep(size > 0 ? 4 : 0);
    if (family == 3) {
      Span paths = rest.take(216);
      paths.put(pseudonyms.bytes(paths.bytes()));
    }
    while (!rest.isEmpty()) {
      rest.keep(1);
      Span value = rest.vector16();
      if (value.remaining() > 5) {
        value.put(pseudonyms.opaque(value.bytes()));
      }
    }
    return Math.min(end, start + PROXY_V2_FIXED + length);
  }

  private void address(Span address) {
    address.put(pseudonyms.address(address.bytes()));
  }

  /** Rewrites the texts, in bytes or in UTF-16, and long runs of other bytes. */
  private void texts(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end) {
      int wide = endOfWide(bytes, at, end);
      int text = at;
      while (text < end && (isText(bytes[text]) || utf8(bytes, text, end) > 0)) {
        text += Math.max(1, utf8(bytes, text, end));
      }
      if (wide - at >= 6) {
        byte[] part = Arrays.copyOfRange(bytes, at, wide);
        System.arraycopy(
            pseudonyms.text(part, StandardCharsets.UTF_16LE), 0, bytes, at, part.length);
        at = wide;
      } else if (text > at) {
        byte[] part = Arrays.copyOfRange(bytes, at, text);
        System.arraycopy(pseudonyms.text(part, StandardCharsets.UTF_8), 0, bytes, at, part.length);
        at = text;
      } else {
        at = binary(bytes, at, end);
      }
    }
  }

  /** Bytes of the character beyond ASCII that begins here (RFC 3629 3); 0 if none does. */
  private static int utf8(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xff;
    int length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    for (int i = 1; i < length; i++) {
      if (at + i >= end || (bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static int endOfWide(byte[] bytes, int start, int end) {
    int at = start;
    while (at + 1 < end && isText(bytes[at]) && bytes[at + 1] == 0) {
      at += 2;
    }
    return at;
  }

  private int binary(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && !isText(bytes[at])) {
      at++;
    }
    boolean lines = Bytes.copyOf(bytes, start, at - start).latin1().isBlank();
    boolean rdp = protocols.contains("rdp") || protocols.contains("rdp-negotiation");
    if (at - start > (rdp ? RDP_STRUCTURE : MAX_STRUCTURE) && !lines) {
      noise.put(bytes, start + MAX_STRUCTURE / 2, at);
    }
    return at;
  }
}
