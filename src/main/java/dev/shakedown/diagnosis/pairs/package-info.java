/**
 * The two sides of connections that the capturing device relays: which connection towards a server
 * belongs to which one from a client, and what TLS does between them. The door is {@link
 * dev.shakedown.diagnosis.pairs.Pairs}.
 */
package dev.shakedown.diagnosis.pairs;
