/**
 * TCP connections: direction, sequence arithmetic, reassembly, and the facts about each direction
 * that a diagnosis needs. The doors are {@link dev.shakedown.tcp.FlowTable}, which takes segments,
 * and {@link dev.shakedown.tcp.FinishedFlow}, which it gives. Protocols above implement {@link
 * dev.shakedown.tcp.StreamListener}. Uses {@code bytes} and {@code packet}.
 *
 * <pre>{@code
 * var flows = new FlowTable(Limits.DEFAULT, flow -> new TlsSession(flow), flow -> diagnose(flow));
 * packets.decode(packet, flows); // for every packet
 * flows.finishAll();
 * }</pre>
 */
package dev.shakedown.tcp;
