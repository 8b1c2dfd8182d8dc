/**
 * What one side offers and the other takes: a ClientHello's {@link
 * dev.shakedown.diagnosis.negotiation.Offer}, what a server accepted and refused on all its
 * connections ({@link dev.shakedown.diagnosis.negotiation.ServerProfile}), the difference between a
 * refused and an accepted offer, and the table of offer and answer. Pure values; rules draw the
 * conclusions.
 */
package dev.shakedown.diagnosis.negotiation;
