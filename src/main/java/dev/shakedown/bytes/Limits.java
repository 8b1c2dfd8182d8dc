package dev.shakedown.bytes;

/**
 * Every bound that keeps memory and time independent of the input. Reaching one is said in the
 * output.
 *
 * @param maxPacketBytes largest captured packet read, bytes; larger ones are damage
 * @param maxFragmentBytes bytes held over all incomplete IP datagrams
 * @param maxTunnelDepth headers of any kind decoded in one packet before it is given up
 * @param maxLiveFlowBytes memory of the connections followed at a time, estimated; those closed or
 *     idle longest are ended to make room. One that has sent a SYN takes about 650 bytes, one with
 *     a whole handshake 4 to 8 kB, what stays of one given away 450 bytes
 * @param maxBufferedBytesPerDirection bytes held behind a hole of one stream
 * @param maxBufferedBytes bytes held behind holes over all streams
 * @param maxHandshakeMessageBytes largest handshake message put together, bytes; RFC 8446 allows
 *     2^24-1
 * @param maxEventsPerFlow events kept per connection; more are counted only
 * @param maxRecordsLogged protected records per direction logged one by one; more are counted only
 * @param maxHeldFlowBytes memory of the failed connections that are held until the end of the file
 *     for comparison with others, and of relayed ones that wait for their other sides, estimated;
 *     about 5 kB each. Half as much again goes into what is remembered to find other sides
 * @param maxSightings connections remembered of several captures given together, to find each other
 * @param maxProfiledServers servers whose answers are remembered to compare refusals with
 * @param maxOffersPerServer different offers remembered per server, answered and refused ones each;
 *     an offer takes about 2 kB
 * @param maxComparedFlows connections among which health monitors, scans and retries are recognised
 * @param maxLogIncidents failures remembered of a device's log, the latest; one takes about 2 kB
 * @param idleNanos capture time without a packet after which a connection is ended, nanoseconds
 */
public record Limits(
    int maxPacketBytes,
    int maxFragmentBytes,
    int maxTunnelDepth,
    int maxLiveFlowBytes,
    int maxBufferedBytesPerDirection,
    int maxBufferedBytes,
    int maxHandshakeMessageBytes,
    int maxEventsPerFlow,
    int maxRecordsLogged,
    int maxHeldFlowBytes,
    int maxSightings,
    int maxProfiledServers,
    int maxOffersPerServer,
    int maxComparedFlows,
    int maxLogIncidents,
    long idleNanos) {
  /** What a run of the command uses; fits a heap of 256 MB. */
  public static final Limits DEFAULT =
      new Limits(
          16 << 20,
          8 << 20,
          32,
          96 << 20,
          1 << 20,
          32 << 20,
          1 << 20,
          400,
          64,
          40 << 20,
          100_000,
          512,
          8,
          100_000,
          20_000,
          600_000_000_000L);
}
