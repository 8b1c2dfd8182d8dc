package dev.shakedown.extract;

import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.StreamListener;

/** Listens to streams that nobody asks about. */
enum Silent implements StreamListener {
  LISTENER;

  @Override
  public void data(
      Sender from, byte[] buffer, int offset, int length, long frame, long epochNanos) {
    // not wanted
  }

  @Override
  public void gap(Sender from, long length, long frame, long epochNanos) {
    // not wanted
  }

  @Override
  public void end(Sender from, long frame, long epochNanos) {
    // not wanted
  }

  @Override
  public void finish() {
    // not wanted
  }
}
