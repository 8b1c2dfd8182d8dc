/**
 * IANA's TLS registries. Every value is a number with, maybe, a name: unknown ones are ordinary.
 * The tables are resources; their first line says which day they stand for. Uses nothing.
 */
package dev.shakedown.tls.registry;
