package dev.shakedown.packet.ip;

import static dev.shakedown.packet.link.DecoderTable.at;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.DecoderTable;
import dev.shakedown.packet.link.HeaderDecoder;
import dev.shakedown.packet.link.Next;

/** The tunnels that live on a UDP port of their own. */
public final class UdpTunnels {
  private static final int UDP_SIZE = 8;

  private static final DecoderTable DECODERS =
      DecoderTable.of(
          Next.NO_TUNNEL,
          at(1701, L2tp::decode),
          at(2152, GtpUser::decode),
          at(3544, Teredo::decode),
          at(4341, Lisp::decode),
          at(4789, Vxlan::decode),
          at(4790, Vxlan::decode), // the generic protocol extension
          at(5247, Capwap::decode),
          at(6081, Geneve::decode),
          at(6635, cursor -> Next.etherType(0x8847)), // MPLS-in-UDP (RFC 7510)
          at(8472, Vxlan::decode), // Linux before the port was assigned
          at(37008, Tzsp::decode));

  private UdpTunnels() {}

  /**
   * Decodes the UDP header (RFC 768) and the header of the tunnel that its ports name, the
   * destination's first.
   *
   * @return {@link Next#NO_TUNNEL} where they name none, or its header is not there; the cursor
   *     then stands at the UDP payload
   */
  public static int decode(Cursor cursor) {
    if (!cursor.has(UDP_SIZE)) {
      return Next.MALFORMED;
    }
    HeaderDecoder byDestination = DECODERS.decoder(cursor.uint16(2));
    HeaderDecoder bySource = DECODERS.decoder(cursor.uint16(0));
    cursor.skip(UDP_SIZE);
    int next = byDestination.decode(cursor);
    return next == Next.NO_TUNNEL ? bySource.decode(cursor) : next;
  }
}
