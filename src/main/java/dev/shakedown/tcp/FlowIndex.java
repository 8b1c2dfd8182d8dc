package dev.shakedown.tcp;

import dev.shakedown.packet.IpAddress;
import dev.shakedown.packet.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds a connection by its two ends, whichever sends, without an object for the key. The links of
 * its chains are in {@link Flow}.
 */
final class FlowIndex {
  /** Keeps crafted addresses from falling into one bucket; no output depends on it. */
  private final long seed = new SplittableRandom().nextLong();

  private Flow[] buckets = new Flow[1024];
  private int size;

  /** Found last: segments of a connection come in runs. */
  private Flow last;

  /** How many there are. */
  int size() {
    return size;
  }

  /** All of them, in no order. */
  List<Flow> all() {
    List<Flow> all = new ArrayList<>(size);
    for (Flow head : buckets) {
      for (Flow flow = head; flow != null; flow = flow.nextInBucket) {
        all.add(flow);
      }
    }
    return all;
  }

  void add(Flow flow) {
    if (size >= buckets.length) {
      grow();
    }
    size++;
    last = flow;
    link(flow);
  }

  /** Takes out one that is there. */
  void remove(Flow flow) {
    int bucket = bucket(flow);
    if (buckets[bucket] == flow) {
      buckets[bucket] = flow.nextInBucket;
    } else {
      Flow before = buckets[bucket];
      while (before.nextInBucket != flow) {
        before = before.nextInBucket;
      }
      before.nextInBucket = flow.nextInBucket;
    }
    size--;
    last = last == flow ? null : last;
  }

  /** The connection of a segment; null if there is none. */
  Flow find(Segment segment) {
    long source = segment.sourceLow();
    long destination = segment.destinationLow();
    if (last != null && joins(last, segment, source, destination)) {
      return last;
    }
    long hash =
        hash(segment.sourceHigh(), source, segment.sourcePort())
            + hash(segment.destinationHigh(), destination, segment.destinationPort());
    Flow flow = buckets[bucket(hash)];
    while (flow != null && !joins(flow, segment, source, destination)) {
      flow = flow.nextInBucket;
    }
    last = flow == null ? last : flow;
    return flow;
  }

  private static boolean joins(Flow flow, Segment segment, long source, long destination) {
    return flow.isForward(segment, source, destination)
        || flow.isBackward(segment, source, destination);
  }

  /** The connection between two ends; null if there is none. */
  Flow find(IpAddress one, int onePort, IpAddress other, int otherPort) {
    long hash = hash(one.high(), one.low(), onePort) + hash(other.high(), other.low(), otherPort);
    Flow flow = buckets[bucket(hash)];
    while (flow != null
        && !(isFirst(flow, one, onePort) && isSecond(flow, other, otherPort))
        && !(isSecond(flow, one, onePort) && isFirst(flow, other, otherPort))) {
      flow = flow.nextInBucket;
    }
    return flow;
  }

  /** Whether this is the end that sent a connection's first segment. */
  static boolean isFirst(Flow flow, IpAddress address, int port) {
    return flow.port(true) == port && flow.address(true).equals(address);
  }

  private static boolean isSecond(Flow flow, IpAddress address, int port) {
    return flow.port(false) == port && flow.address(false).equals(address);
  }

  private void grow() {
    Flow[] old = buckets;
    buckets = new Flow[old.length * 2];
    for (Flow head : old) {
      Flow flow = head;
      while (flow != null) {
        Flow next = flow.nextInBucket;
        link(flow);
        flow = next;
      }
    }
  }

  private void link(Flow flow) {
    int bucket = bucket(flow);
    flow.nextInBucket = buckets[bucket];
    buckets[bucket] = flow;
  }

  private int bucket(Flow flow) {
    IpAddress one = flow.address(true);
    IpAddress other = flow.address(false);
    return bucket(
        hash(one.high(), one.low(), flow.port(true))
            + hash(other.high(), other.low(), flow.port(false)));
  }

  private int bucket(long hash) {
    return (int) (hash >>> 32) & buckets.length - 1;
  }

  /** Symmetric when two are added, so that both directions fall into one bucket. */
  private long hash(long high, long low, int port) {
    long hash = (seed ^ high) * 0x9e3779b97f4a7c15L;
    hash = (hash ^ hash >>> 32 ^ low) * 0xc2b2ae3d27d4eb4fL;
    hash = (hash ^ hash >>> 32 ^ port) * 0x9e3779b97f4a7c15L;
    return hash ^ hash >>> 31;
  }
}
