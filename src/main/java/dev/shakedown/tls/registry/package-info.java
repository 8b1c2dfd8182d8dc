/**
 * IANA's TLS registries. Every value is a number with, maybe, a name: unknown ones are ordinary.
 * The tables are resources; their first line says which day they stand for. Uses nothing.
 *
 * <p>The records write equals and hashCode out: those the compiler leaves to the virtual machine
 * are linked when first called, record by record, and that shows in the time a run takes to start.
 */
package dev.shakedown.tls.registry;
