package dev.shakedown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a BIG-IP says of itself, in its log in every form of line and in the frame before its
 * packets: none of the names and addresses in it are in any output.
 */
class AnonymizedLogTest {
  private static final String LOG = "testdata/ltm/naming.log";

  @TempDir Path folder;

  @Test
  void nobodyIsNamed() throws IOException {
    List<String> secrets = new ArrayList<>(AnonymizedDialoguesTest.SECRETS);
    secrets.add("2001:db8:77::beef:cafe");
    secrets.add("2001:db8:99::feed:f00d");
    secrets.add("naming.log");
    NamingCapture capture = new NamingCapture();
    capture.fileInfo(
        "CMD: /home/grimsby/tcpdump -nni /Ankerweg/wibblefax_vlan:nnnp -s0 -w /var/tmp/quuxcorp.pcap"
            + " host 203.0.113.77 and not host zanzibar.quuxcorp.example and net 192.0.2.211/32",
        "VER: 17.1.1 wibblefax",
        "HOST: zanzibar.quuxcorp.example",
        "PLAT: grimsby",
        "PROD: Ankerweg",
        "SESS: grimsby",
        "sw0rdf1sh: mxbarnacle",
        "wibblefax without a key");
    capture.talk(443, "", "GET /wibblefax HTTP/1.1\r\nHost: zanzibar.quuxcorp.example\r\n\r\n");
    Path source = folder.resolve("quuxcorp-zanzibar.pcapng");
    Files.write(source, capture.bytes());
    NamelessOutputs outputs = new NamelessOutputs(secrets, folder);
    outputs.reports("--ltm-log", LOG);
    outputs.reports(source.toString(), "--ltm-log", LOG, "--log-zone", "UTC", "--log-year", "2023");
    outputs.extract(source);
    outputs.check();
  }
}
