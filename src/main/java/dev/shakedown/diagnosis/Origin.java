package dev.shakedown.diagnosis;

import dev.shakedown.tcp.Endpoint;
import java.util.Optional;

/**
 * What happened on another connection and is the cause of what happened on this one.
 *
 * @param flow the other connection's number
 * @param client who opened it
 * @param server its other end
 * @param towardsServer whether it is the relay's side towards a server, else the one towards a
 *     client
 * @param finding its diagnosis; absent where it has none
 * @param confidence how far it is proven that this is the cause
 */
public record Origin(
    int flow,
    Endpoint client,
    Endpoint server,
    boolean towardsServer,
    Optional<Finding> finding,
    Confidence confidence) {}
