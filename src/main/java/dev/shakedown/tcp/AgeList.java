package dev.shakedown.tcp;

/** Connections by their latest packet; the links are in {@link Flow}. */
final class AgeList {
  private Flow oldest;
  private Flow newest;

  /** The one idle longest; null if there is none. */
  Flow oldest() {
    return oldest;
  }

  /** The one active last; null if there is none. */
  Flow newest() {
    return newest;
  }

  /** Adds it as the newest. */
  void add(Flow flow) {
    flow.older = newest;
    if (newest == null) {
      oldest = flow;
    } else {
      newest.newer = flow;
    }
    newest = flow;
  }

  void remove(Flow flow) {
    if (flow.older == null) {
      oldest = flow.newer;
    } else {
      flow.older.newer = flow.newer;
    }
    if (flow.newer == null) {
      newest = flow.older;
    } else {
      flow.newer.older = flow.older;
    }
    flow.older = null;
    flow.newer = null;
  }
}
