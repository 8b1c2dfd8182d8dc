package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.packet.IpAddress;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.Optional;

/**
 * An offer that a server refused: it ended the connection without a ServerHello.
 *
 * @param capture the baseline it is from; empty for the capture at hand
 * @param flow its number there
 * @param client who offered
 * @param offer the offer
 * @param alert what the server said; absent if it only closed or reset the connection
 */
public record Refused(
    String capture, int flow, IpAddress client, Offer offer, Optional<AlertDescription> alert) {}
