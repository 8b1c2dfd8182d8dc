package dev.shakedown.bigip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.capture.CapturedPacket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileInfoTest {
  @Test
  void readsEveryText() {
    FileInfo info =
        read(
            "CMD: tcpdump -nni 0.0:nnnp -s0 -w /var/tmp/a.pcap host 192.0.2.10\0"
                + "VER: 13.1.0.3 0.0.5\0HOST: bigip1.example.com\0PLAT: Z100\0PROD: BIG-IP\0"
                + "SESS: 0\0NEW: anything: at all\0text without a key\0last one: open");
    assertEquals("13.1.0.3", info.version());
    assertEquals("0.0.5", info.build());
    assertEquals("bigip1.example.com", info.host());
    assertEquals("Z100", info.platform());
    assertEquals("Virtual Edition", info.platformName());
    assertEquals("BIG-IP", info.product());
    assertTrue(info.hasPeerFlows());
    assertEquals("anything: at all", info.values().get("NEW"));
    assertEquals("text without a key", info.values().get("0"));
    assertEquals("open", info.values().get("last one"));
  }

  @Test
  void doesWithoutAnyText() {
    FileInfo info = read("");
    assertEquals(Map.of(), info.values());
    assertEquals("", info.version());
    assertEquals("", info.build());
    assertFalse(info.hasPeerFlows());
  }

  @Test
  void findsTheModifierForPeerFlows() {
    assertTrue(read("CMD: tcpdump -s0 -i 0.0:np\0").hasPeerFlows());
    assertTrue(read("CMD: tcpdump -ni 0.0:nnnp --f5 ssl\0").hasPeerFlows());
    assertFalse(read("CMD: tcpdump -nni 0.0:nnn port 443\0").hasPeerFlows());
    assertFalse(read("CMD: tcpdump -nni /Common/external -s0\0").hasPeerFlows());
  }

  @Test
  void isNoPacket() {
    ReadTrailers read = new ReadTrailers();
    CapturedPacket frame = frame("CMD: x\0");
    read.packet(frame);
    assertEquals(frame.capturedLength(), frame.addedBytes());
    assertEquals(0, read.packets.statistics().packets());
  }

  private static FileInfo read(String texts) {
    ReadTrailers read = new ReadTrailers();
    read.packet(frame(texts));
    return Optional.ofNullable(read.fileInfos.get(1L)).orElseThrow();
  }

  private static CapturedPacket frame(String texts) {
    byte[] frame =
        TrailerWriter.concat(
            new byte[12], new byte[] {5, -1}, TrailerWriter.latin1("F5-Pseudo-pkt\0" + texts));
    return new CapturedPacket().set(1, 0, 0, 1, 0, frame, 0, frame.length, frame.length, "");
  }
}
