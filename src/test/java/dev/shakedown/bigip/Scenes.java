package dev.shakedown.bigip;

import static dev.shakedown.bigip.Scene.end;

import dev.shakedown.packet.DeviceNote;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The captures of a BIG-IP in {@code captures/}: recorded handshakes as the two sides of a proxied
 * connection. What happens is that of the recordings; resets and acknowledgments of the device are
 * added where the recorded peers did something else.
 */
final class Scenes {
  private static final String COMMAND =
      "tcpdump -nni 0.0:nnnp -s0 -w /var/tmp/capture.pcap host 192.0.2.10";
  private static final String VIRTUAL_SERVER = "/Common/app.example.com_443_vs";
  private static final long SECOND = 1_000_000_000L;
  private static final int ALL = Integer.MAX_VALUE;

  private Scenes() {}

  /** By file name. */
  static Map<String, Scene> all() throws IOException {
    Map<String, Scene> scenes = new LinkedHashMap<>();
    scenes.put("901-bigip-plaintext-http.pcap", plaintextHttp());
    scenes.put("902-bigip-pool-member-certificate.pcap", poolMemberCertificate());
    scenes.put("903-bigip-handshake-timeout.pcap", handshakeTimeout());
    scenes.put("904-bigip-pool-member-mtu.pcap", poolMemberMtu());
    return scenes;
  }

  /** A client speaks HTTP to a virtual server with a client-ssl profile, which resets. */
  private static Scene plaintextHttp() throws IOException {
    Scene scene = new Scene(TrailerWriter::legacy, "13.1.0.3 0.0.5", COMMAND, VIRTUAL_SERVER);
    Scene.Side client = scene.clientSide(end("192.0.2.10", 50_101), end("198.51.100.80", 443));
    client.play("203-http-to-openssl.pcap", 5, 0);
    client.reset(SECOND / 500, new DeviceNote.Reset("Unspecified", false, 0x2bfa6b5, 1175));
    return scene;
  }

  /** The client side is up when the device refuses the pool member's certificate. */
  private static Scene poolMemberCertificate() throws IOException {
    Scene scene = new Scene(TrailerWriter::dptWithPort, "17.1.1 0.0.5", COMMAND, VIRTUAL_SERVER);
    Scene.Side client = scene.clientSide(end("192.0.2.10", 50_102), end("198.51.100.80", 443));
    Scene.Side server = scene.serverSide(end("203.0.113.5", 50_102), end("203.0.113.20", 443));
    long opened = SECOND * 4 / 10;
    client.opens(server, opened);
    client.play("001-good-tls12.pcap", 11, 0);
    client.acknowledge(opened);
    server.play("402-expired.pcap", ALL, opened);
    client.reset(opened + SECOND / 100, new DeviceNote.Reset("Unspecified", true, 0x2bfa6b5, 3010));
    return scene;
  }

  /** The client stops after the server's flight until the device's handshake timeout. */
  private static Scene handshakeTimeout() throws IOException {
    Scene scene = new Scene(TrailerWriter::dpt, "15.1.8 0.0.7", COMMAND, VIRTUAL_SERVER);
    Scene.Side client = scene.clientSide(end("192.0.2.10", 50_103), end("198.51.100.80", 443));
    client.play("113-handshake-timeout-tls12.pcap", 7, 0);
    client.reset(SECOND * 10, new DeviceNote.Reset("handshake timeout", false, 0x2bfa6b5, 1204));
    return scene;
  }

  /**
   * The client side is up when the full-size segment of the device's ClientHello to the pool member
   * vanishes, until the device gives up.
   */
  private static Scene poolMemberMtu() throws IOException {
    Scene scene = new Scene(TrailerWriter::dpt, "16.1.4 0.0.8", COMMAND, VIRTUAL_SERVER);
    Scene.Side client = scene.clientSide(end("192.0.2.10", 50_104), end("198.51.100.80", 443));
    Scene.Side server = scene.serverSide(end("2001:db8:1::5", 50_104), end("2001:db8:2::20", 443));
    long opened = SECOND * 4 / 10;
    client.opens(server, opened);
    client.play("001-good-tls12.pcap", 11, 0);
    client.acknowledge(opened);
    server.play("117-path-mtu-black-hole-client-hello-ipv6.pcap", ALL, opened);
    DeviceNote.Reset cause = new DeviceNote.Reset("TCP retransmit timeout", false, 0x287fb10, 911);
    server.reset(SECOND * 12, cause);
    client.reset(
        SECOND * 12 + 50_000, new DeviceNote.Reset("TCP retransmit timeout", true, 0x287fb10, 911));
    return scene;
  }
}
