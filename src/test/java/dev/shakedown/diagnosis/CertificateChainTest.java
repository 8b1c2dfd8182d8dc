package dev.shakedown.diagnosis;

import static dev.shakedown.diagnosis.TestFlow.clientHello;
import static dev.shakedown.diagnosis.TestFlow.greeted;
import static dev.shakedown.diagnosis.TestFlow.serverHello;
import static dev.shakedown.diagnosis.TestFlow.sni;
import static dev.shakedown.tcp.Sender.SERVER;
import static dev.shakedown.tls.x509.TestCertificates.certificate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.tls.handshake.CertificateEntry;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.x509.TrustStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a chain looks like, whatever the peer made of it. */
class CertificateChainTest {

  @Test
  void findsThePathInAnyOrder() {
    CertificateChain ordered = chain("leaf", "intermediate", "root");
    assertEquals(certificates("leaf", "intermediate", "root"), ordered.path());
    assertFalse(ordered.outOfOrder());
    assertTrue(ordered.rootSent());
    CertificateChain mixed = chain("leaf", "root", "intermediate");
    assertEquals(certificates("leaf", "intermediate", "root"), mixed.path());
    assertTrue(mixed.outOfOrder());
    assertEquals(List.of(), mixed.needless());
  }

  @Test
  void countsRepeatsAndNamesWhatIsNeedless() {
    CertificateChain chain = chain("leaf", "other", "intermediate", "leaf", "other");
    assertEquals(certificates("leaf", "intermediate"), chain.path());
    assertEquals(2, chain.repeats());
    assertEquals(certificates("other"), chain.needless());
    assertFalse(chain.outOfOrder());
    assertFalse(chain.rootSent());
  }

  @Test
  void endsWhereTheIssuerWasNotSent() {
    assertEquals(certificates("leaf"), chain("leaf", "root").path());
    assertEquals(certificates("root"), chain("leaf", "root").needless());
    assertEquals(List.of("http://pki.example.com/ca.crt"), chain("leaf", "root").top().caIssuers());
  }

  @Test
  void knowsWhatIsItsOwnIssuer() {
    assertTrue(chain("leaf-pss").selfSigned());
    assertTrue(chain("leaf-pss").nameMismatch());
    assertFalse(chain("leaf").selfSigned());
    assertFalse(chain("leaf").nameMismatch());
    assertFalse(chain().readable());
    assertFalse(chain().nameMismatch());
  }

  @Test
  void judgesPurposeByTheRole() {
    assertFalse(chain("leaf").wrongPurpose());
    assertFalse(chain("root").wrongPurpose()); // no extended key usage allows any
    assertFalse(chain("client").wrongPurpose()); // its only use is serverAuth, in spite of its name
  }

  private static CertificateChain chain(String... names) {
    List<CertificateEntry> entries =
        Stream.of(names).map(n -> new CertificateEntry(certificate(n), List.of())).toList();
    TestFlow flow =
        greeted(clientHello(0x0303, sni("shop.example.com")))
            .message(SERVER, serverHello(0x0303, 0xc02b))
            .message(SERVER, new CertificateMessage(Bytes.EMPTY, entries, Optional.empty()));
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT, new TrustStore(false));
    List<Diagnosis> found = new ArrayList<>();
    engine.add(flow.build(), found::add);
    engine.finish(found::add);
    return found.get(0).facts().serverChain();
  }

  private static List<dev.shakedown.tls.x509.Certificate> certificates(String... names) {
    return Stream.of(names).map(n -> certificate(n)).toList();
  }
}
