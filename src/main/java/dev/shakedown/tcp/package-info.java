/**
 * TCP connections: direction, sequence arithmetic, reassembly, and the facts about each direction
 * that a diagnosis needs. The doors are {@link dev.shakedown.tcp.FlowTable}, which takes segments,
 * and {@link dev.shakedown.tcp.FinishedFlow}, which it gives. Protocols above implement {@link
 * dev.shakedown.tcp.StreamListener}. Uses {@code bytes} and {@code packet}.
 */
package dev.shakedown.tcp;
