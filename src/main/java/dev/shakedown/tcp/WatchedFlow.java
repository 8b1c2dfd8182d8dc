package dev.shakedown.tcp;

/**
 * A connection as the protocol above sees it: who passes it on is told when that protocol finds the
 * roles the wrong way round, to exchange state of its own.
 *
 * @param flow what is passed on
 * @param exchange called behind each exchange of the roles
 */
public record WatchedFlow(FlowContext flow, Runnable exchange) implements FlowContext {
  @Override
  public FlowLog log() {
    return flow.log();
  }

  @Override
  public Endpoint client() {
    return flow.client();
  }

  @Override
  public Endpoint server() {
    return flow.server();
  }

  @Override
  public boolean fromStart() {
    return flow.fromStart();
  }

  @Override
  public boolean swapSides() {
    boolean swapped = flow.swapSides();
    if (swapped) {
      exchange.run();
    }
    return swapped;
  }

  @Override
  public void confirmSides() {
    flow.confirmSides();
  }
}
