package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A transfer of more bytes than an anonymised extract keeps at a time stays one of records. */
class AnonymizedTransferTest {
  private static final int RECORD = 1 << 14;
  private static final int RECORDS = 90;

  @TempDir Path folder;

  @Test
  void staysATransferOfRecords() throws IOException {
    NamingCapture capture = new NamingCapture();
    String hello = "\26\3\1\0\61\1\0\0\55\3\3" + "r".repeat(32) + "\0\0\2\300\57\1\0\0\2\0\0";
    String answer = "\26\3\3\0\52\2\0\0\46\3\3" + "s".repeat(32) + "\0\300\57\0" + "\24\3\3\0\1\1";
    List<String> talk = new ArrayList<>(Arrays.asList("", hello, answer, "\24\3\3\0\1\1"));
    String record = "\27\3\3\100\0" + "d".repeat(RECORD);
    for (int i = 0; i < RECORDS; i++) {
      talk.add(record);
      talk.add("");
    }
    capture.talk(443, talk.toArray(String[]::new));
    Path source = folder.resolve("transfer.pcapng");
    Files.write(source, capture.bytes());
    NamelessOutputs outputs = new NamelessOutputs(AnonymizedDialoguesTest.SECRETS, folder);
    Path extracted = outputs.extract(source, "--all-frames");
    outputs.check();
    JsonNode before = flow(source);
    assertEquals(RECORDS, before.at("/applicationData/server/records").asInt());
    assertEquals(before.get("applicationData"), flow(extracted).get("applicationData"));
    assertEquals(ExtractCommandTest.verdicts(source), ExtractCommandTest.verdicts(extracted));
  }

  private static JsonNode flow(Path capture) {
    String report = Command.run(capture.toString(), "-f", "json").out();
    return new ObjectMapper().readTree(report).at("/captures/0/flows/0");
  }
}
