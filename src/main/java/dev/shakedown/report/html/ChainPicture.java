package dev.shakedown.report.html;

import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DistinguishedNames;
import dev.shakedown.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One side's certificates: the path from the end entity upwards, then what it does not need, and
 * the issuer that was not sent.
 *
 * @param title whose they are
 * @param boxes a box for each certificate
 */
public record ChainPicture(String title, List<Box> boxes) {
  /** Certificates drawn; a message may hold thousands. */
  private static final int MAX_BOXES = 12;

  public ChainPicture {
    boxes = List.copyOf(boxes);
  }

  /**
   * A certificate.
   *
   * @param kind {@code sent}, {@code absent} or {@code needless}
   * @param role what part it plays
   * @param name its subject
   * @param facts issuer, validity, key, names; a line each
   * @param troubles what a strict peer would object to
   */
  public record Box(
      String kind, String role, String name, List<String> facts, List<String> troubles) {}

  /** Draws what a side sent; {@code incomplete} if it is certain that the issuer is missing. */
  static ChainPicture of(
      Catalogue catalogue, String side, CertificateChain chain, boolean incomplete) {
    return new Drawing(catalogue, chain, incomplete).draw(side);
  }

  private record Drawing(Catalogue catalogue, CertificateChain chain, boolean incomplete) {
    ChainPicture draw(String side) {
      List<Box> boxes = new ArrayList<>();
      for (Certificate certificate : chain.path()) {
        boxes.add(sent(certificate));
      }
      if (chain.readable() && !chain.top().isSelfSigned()) {
        boxes.add(absent(chain.top()));
      }
      for (Certificate certificate : chain.needless()) {
        boxes.add(
            new Box(
                "needless",
                catalogue.text("chain.needless"),
                name(certificate),
                facts(certificate),
                List.of()));
      }
      if (boxes.size() > MAX_BOXES) {
        int more = boxes.size() - MAX_BOXES;
        boxes.subList(MAX_BOXES, boxes.size()).clear();
        boxes.add(
            new Box(
                "needless", "", catalogue.text("chain.more", "count", more), List.of(), List.of()));
      }
      if (chain.sent().isEmpty()) {
        boxes.add(new Box("absent", "", catalogue.text("chain.none"), List.of(), List.of()));
      }
      return new ChainPicture(
          catalogue.text("chain.title." + side, "count", chain.sent().size()), boxes);
    }

    private Box sent(Certificate certificate) {
      String role =
          isLeaf(certificate)
              ? "chain.leaf"
              : certificate.isSelfSigned() ? "chain.root" : "chain.intermediate";
      return new Box(
          "sent",
          catalogue.text(role),
          name(certificate),
          facts(certificate),
          troubles(certificate));
    }

    private Box absent(Certificate top) {
      List<String> facts = new ArrayList<>();
      for (String address : top.caIssuers()) {
        facts.add(catalogue.text("chain.get-it", "address", address));
      }
      return new Box(
          "absent",
          catalogue.text("chain.absent"),
          DistinguishedNames.shortName(top.issuer()),
          facts,
          incomplete ? List.of(catalogue.text("chain.missing")) : List.of());
    }

    private boolean isLeaf(Certificate certificate) {
      return chain.readable() && certificate.equals(chain.leaf());
    }

    private static String name(Certificate certificate) {
      return certificate.readable()
          ? DistinguishedNames.shortName(certificate.subject())
          : certificate.problem();
    }

    private List<String> facts(Certificate certificate) {
      if (!certificate.readable()) {
        return List.of("SHA-256 " + certificate.sha256());
      }
      List<String> facts = new ArrayList<>();
      facts.add(
          catalogue.text(
              "chain.issued-by", "issuer", DistinguishedNames.shortName(certificate.issuer())));
      facts.add(
          catalogue.text(
              "chain.valid",
              Map.of(
                  "from", day(certificate.notBefore().toString()),
                  "until", day(certificate.notAfter().toString()))));
      facts.add(key(certificate) + ", " + certificate.signatureAlgorithm());
      if (isLeaf(certificate) && !certificate.subjectAltNames().isEmpty()) {
        facts.add(
            catalogue.text(
                "chain.names",
                "names",
                certificate.subjectAltNames().stream().limit(MAX_BOXES).toList()));
      }
      return facts;
    }

    private static String day(String instant) {
      return instant.substring(0, instant.indexOf('T'));
    }

    private static String key(Certificate certificate) {
      if (!certificate.curve().isEmpty()) {
        return certificate.keyAlgorithm() + " " + certificate.curve();
      }
      return certificate.keyBits() > 0
          ? certificate.keyAlgorithm() + " " + certificate.keyBits()
          : certificate.keyAlgorithm();
    }

    private List<String> troubles(Certificate certificate) {
      List<String> troubles = new ArrayList<>();
      if (certificate.notAfter().isBefore(chain.at()) && chain.expired().isPresent()) {
        troubles.add(catalogue.text("chain.expired"));
      }
      if (certificate.notBefore().isAfter(chain.at()) && chain.notYetValid().isPresent()) {
        troubles.add(catalogue.text("chain.not-yet-valid"));
      }
      if (chain.weak().filter(certificate::equals).isPresent()) {
        troubles.add(catalogue.text("chain.weak"));
      }
      if (!isLeaf(certificate)) {
        return troubles;
      }
      if (chain.selfSigned()) {
        troubles.add(catalogue.text("chain.self-signed"));
      }
      if (chain.nameMismatch()) {
        troubles.add(catalogue.text("chain.name-mismatch", "name", chain.serverName().orElse("")));
      }
      if (chain.wrongPurpose()) {
        troubles.add(catalogue.text("chain.wrong-purpose", "purpose", chain.purpose()));
      }
      return troubles;
    }
  }
}
