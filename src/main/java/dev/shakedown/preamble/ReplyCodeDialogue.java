package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import java.util.Map;
import java.util.Set;

/**
 * The protocols whose answers begin with three digits and a space, or a hyphen if more lines
 * follow: SMTP (RFC 5321, STARTTLS RFC 3207), LMTP (RFC 2033), FTP (RFC 959, AUTH TLS RFC 4217) and
 * NNTP (RFC 3977, STARTTLS RFC 4642). They share the greeting, so which of them it is may show only
 * later.
 */
final class ReplyCodeDialogue extends LineDialogue {
  /** One of the protocols, the name of its upgrade, and the code that grants it. */
  private enum Kind {
    SMTP("smtp", "smtp-starttls", 220),
    LMTP("lmtp", "lmtp-starttls", 220),
    FTP("ftp", "ftp-auth-tls", 234),
    NNTP("nntp", "nntp-starttls", 382);

    final String protocol;
    final String upgrade;
    final int accept;

    Kind(String protocol, String upgrade, int accept) {
      this.protocol = protocol;
      this.upgrade = upgrade;
      this.accept = accept;
    }
  }

  private static final int SASL_CHALLENGE = 334;
  private static final int CONTENT_FOLLOWS = 354;

  private static final Set<String> SHOWN =
      Set.of(
          "EHLO",
          "HELO",
          "LHLO",
          "STARTTLS",
          "QUIT",
          "NOOP",
          "RSET",
          "HELP",
          "FEAT",
          "SYST",
          "PBSZ",
          "PROT",
          "CAPABILITIES",
          "MODE",
          "DATA",
          "CCC");

  private static final Set<String> VERBS =
      Set.of(
          "AUTH",
          "MAIL",
          "RCPT",
          "BDAT",
          "VRFY",
          "EXPN",
          "XCLIENT",
          "XFORWARD",
          "USER",
          "PASS",
          "ACCT",
          "TYPE",
          "PASV",
          "EPSV",
          "PORT",
          "EPRT",
          "CWD",
          "PWD",
          "LIST",
          "NLST",
          "RETR",
          "STOR",
          "AUTHINFO",
          "GROUP",
          "ARTICLE",
          "HEAD",
          "BODY",
          "STAT",
          "OPTS",
          "CLNT",
          "SIZE",
          "MDTM",
          "MLSD",
          "HOST");

  private final Outstanding outstanding = new Outstanding();
  private Kind kind;
  private boolean kindCertain;
  private boolean greeted;
  private boolean helloSaid;

  private ReplyCodeDialogue(Kind presumed) {
    this.kind = presumed;
  }

  /** SMTP, unless something speaks against it. */
  static ReplyCodeDialogue ofSmtp() {
    return new ReplyCodeDialogue(Kind.SMTP);
  }

  /** LMTP, unless something speaks against it. */
  static ReplyCodeDialogue ofLmtp() {
    return new ReplyCodeDialogue(Kind.LMTP);
  }

  /** FTP, unless something speaks against it. */
  static ReplyCodeDialogue ofFtp() {
    return new ReplyCodeDialogue(Kind.FTP);
  }

  /** NNTP, unless something speaks against it. */
  static ReplyCodeDialogue ofNntp() {
    return new ReplyCodeDialogue(Kind.NNTP);
  }

  @Override
  public String protocol() {
    return kind.protocol;
  }

  @Override
  Step command(String line, int length) {
    String verb = Ascii.word(line, 0);
    String argument = Ascii.word(line, 1);
    learnFromCommand(verb, argument);
    boolean authTls = verb.equals("AUTH") && kind == Kind.FTP && asksForTls(argument);
    boolean upgrade = authTls || verb.equals("STARTTLS");
    outstanding.request(upgrade);
    if (upgrade) {
      return say(Role.UPGRADE_REQUEST, kind.upgrade, line, length, Map.of());
    }
    helloSaid |= verb.equals("EHLO") || verb.equals("LHLO");
    if (SHOWN.contains(verb)) {
      return say(line, length);
    }
    return say(VERBS.contains(verb) ? Gist.verbOnly(line) : Gist.HIDDEN, length);
  }

  private static boolean asksForTls(String mechanism) {
    return mechanism.startsWith("TLS") || mechanism.equals("SSL");
  }

  private void learnFromCommand(String verb, String argument) {
    switch (verb) {
      case "EHLO", "HELO" -> learn(Kind.SMTP);
      case "LHLO" -> learn(Kind.LMTP);
      case "USER", "FEAT", "SYST", "PBSZ" -> learnUnlessCertain(Kind.FTP);
      case "AUTH" -> {
        if (asksForTls(argument)) {
          learnUnlessCertain(Kind.FTP);
        }
      }
      case "CAPABILITIES", "MODE", "AUTHINFO" -> learnUnlessCertain(Kind.NNTP);
      default -> {
        // Says nothing about the protocol.
      }
    }
  }

  private void learn(Kind learned) {
    kind = learned;
    kindCertain = true;
  }

  private void learnUnlessCertain(Kind learned) {
    if (!kindCertain) {
      learn(learned);
    }
  }

  @Override
  Step reply(String line, int length, Pending in) {
    int code = Ascii.code(line);
    if (code < 0) {
      // Content, such as a listing or an article.
      return Step.pass(length);
    }
    int whole = wholeReply(line, length, in);
    if (whole == 0) {
      return Step.MORE;
    }
    if (!greeted && isGreeting(code)) {
      greeted = true;
      learnFromGreeting(code, in.text(0, whole));
      return say(line, whole);
    }
    greeted = true;
    boolean answersUpgrade = outstanding.answer();
    if (answersUpgrade || code == kind.accept) {
      outstanding.upgradeAnswered();
      return say(
          answer(code == kind.accept),
          kind.upgrade,
          line,
          whole,
          new Details().add("code", code).map());
    }
    Map<String, String> details = Map.of();
    if (helloSaid && code == 250 && whole > length) {
      helloSaid = false;
      boolean offered = Ascii.mentions(in.text(0, whole), "STARTTLS");
      details = new Details().add("starttls", offered ? "offered" : "not offered").map();
    }
    boolean challenge = code == SASL_CHALLENGE;
    String gist = challenge ? Gist.verbOnly(line) : line;
    Step step = say(Role.DATA, kind.protocol, gist, whole, details);
    boolean contentFollows = code == CONTENT_FOLLOWS;
    return contentFollows ? step.thenOpaque() : step;
  }

  /** The length of an answer of one or more lines; 0 if it is not complete. */
  private static int wholeReply(String firstLine, int length, Pending in) {
    if (firstLine.length() < 4 || firstLine.charAt(3) != '-') {
      return length;
    }
    String last = firstLine.substring(0, 3);
    int end = length;
    while (true) {
      int next = end < in.size() ? lineLength(in, end) : 0;
      if (next == 0) {
        return in.complete() ? end : 0;
      }
      String line = line(in, end, next);
      end += next;
      if (line.startsWith(last) && (line.length() == 3 || line.charAt(3) != '-')) {
        return end;
      }
    }
  }

  private boolean isGreeting(int code) {
    return switch (code) {
      case 220 -> true;
      case 120, 200, 201, 400, 421, 502, 530, 554 -> !outstanding.any();
      default -> false;
    };
  }

  private void learnFromGreeting(int code, String text) {
    if (Ascii.mentions(text, "LMTP")) {
      learnUnlessCertain(Kind.LMTP);
    } else if (Ascii.mentions(text, "SMTP")) {
      learnUnlessCertain(Kind.SMTP);
    } else if (Ascii.mentions(text, "FTP") || Ascii.mentions(text, "FILEZILLA") || code == 120) {
      learnUnlessCertain(Kind.FTP);
    } else if (Ascii.mentions(text, "NNTP") || code == 200 || code == 201) {
      learnUnlessCertain(Kind.NNTP);
    }
  }
}
