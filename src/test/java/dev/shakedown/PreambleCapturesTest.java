package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tls.x509.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real programs say before TLS: each is named, and a refusal is diagnosed. */
class PreambleCapturesTest {
  private static final Path FOLDER = Path.of("testdata", "preamble");
  private static final Path PUBLIC = Path.of("..", "shared", "corpus", "public");

  private static final class Collected implements ReportWriter {
    private final List<Diagnosis> diagnoses = new ArrayList<>();

    @Override
    public void beginCapture(String name, CaptureSummary known) {}

    @Override
    public void connection(Diagnosis diagnosis) {
      diagnoses.add(diagnosis);
    }

    @Override
    public void endCapture(CaptureResult result) {}

    @Override
    public void unreadable(String name, String code, String text) {}

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({
    "lmtp, completed, lmtp-starttls",
    "lmtp-refused, failed, lmtp-starttls starttls-refused",
    "pop3, completed, pop3-stls",
    "pop3-refused, failed, pop3-stls starttls-refused",
    "sieve, completed, sieve-starttls",
    "sieve-refused, failed, sieve-starttls starttls-refused",
    "imap-refused, failed, imap-starttls starttls-refused",
    "ldap, completed, ldap-starttls",
    "ftp, completed, ftp-auth-tls",
    "mariadb, completed, mysql-ssl",
    "mariadb-refused, not-tls, mysql",
    "rdp, completed, rdp-negotiation",
    "rdp-refused, failed, rdp-negotiation starttls-refused",
    "socks5, completed, socks5",
    "socks5-refused, failed, socks5 connect-refused",
    "socks5-auth, completed, socks5",
    "socks5-auth-refused, failed, socks5 connect-refused",
    "http-upgrade-refused, failed, http-upgrade-tls starttls-refused",
    "proxy-v2-tlv, completed, proxy-v2",
  })
  void namesWhatComesBeforeTls(String name, String outcome, String rest) throws IOException {
    List<Diagnosis> all = analyze(FOLDER.resolve(name + ".pcap"));
    assertEquals(1, all.size());
    assertEquals(outcome + " " + rest, gist(all.get(0)));
  }

  @ParameterizedTest
  @CsvSource({
    "arkime/smtp-starttls.pcap, completed smtp-starttls",
    "ndpi/ftp-start-tls.pcap, completed ftp-auth-tls",
    "ndpi/pop3_stls.pcap, completed pop3-stls",
    "ndpi/rdp_over_tls.pcap, completed rdp-negotiation",
    "zeek/Traces/http/connect-with-header.pcap, completed http-connect",
    "zeek/Traces/ldap/ldap-starttls.pcap, completed ldap-starttls",
    "zeek/Traces/mysql/encrypted.pcap, completed mysql-ssl",
    "zeek/Traces/postgresql/psql-aws-ssl-require.pcap, completed postgres-sslrequest",
    "zeek/Traces/tls/imap-starttls.pcap, completed imap-starttls",
    "zeek/Traces/tls/irc-starttls.pcap, completed irc-starttls",
    "zeek/Traces/tls/xmpp-starttls.pcap, completed xmpp-starttls",
    "ndpi/443-opvn.pcap, not-tls openvpn",
    "arkime/fbzero-android.pcap, not-tls fb-zero",
  })
  void namesItInPublicCaptures(String file, String expected) throws IOException {
    assumeTrue(Files.exists(PUBLIC), "no public captures beside the project");
    assertEquals(expected, gist(analyze(PUBLIC.resolve(file)).get(0)));
  }

  @Test
  void readsTheTlvsOfAProxyHeader() throws IOException {
    Seen<PlaintextEvent> header =
        analyze(FOLDER.resolve("proxy-v2-tlv.pcap")).get(0).facts().plaintext().get(0);
    assertEquals("7F000001:B260", header.value().details().get("uniqueId"));
  }

  private static List<Diagnosis> analyze(Path file) throws IOException {
    Collected collected = new Collected();
    try (CaptureReader capture = CaptureReader.open(file, Limits.DEFAULT)) {
      Analysis.builder()
          .trustStore(new TrustStore(false))
          .build()
          .run(capture, file.toString(), collected);
    }
    return collected.diagnoses;
  }

  /** The outcome, the last protocol of the dialogue that is not mere data, and what stopped it. */
  private static String gist(Diagnosis diagnosis) {
    List<PlaintextEvent> spoken = diagnosis.facts().plaintext().stream().map(Seen::value).toList();
    String protocol =
        spoken.stream()
            .filter(p -> p.role() != PlaintextEvent.Role.DATA)
            .findFirst()
            .or(() -> spoken.stream().findFirst())
            .map(PlaintextEvent::protocol)
            .orElse("-");
    String codes =
        diagnosis.outcome().id().equals("failed")
            ? diagnosis.findings().stream()
                .limit(1)
                .map(Finding::code)
                .collect(Collectors.joining(" ", " ", ""))
            : "";
    return diagnosis.outcome().id() + " " + protocol + codes;
  }
}
