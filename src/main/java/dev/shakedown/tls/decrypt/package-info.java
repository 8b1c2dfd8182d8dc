/**
 * Opens protected records where the secrets are known (RFC 8446 5.2, 7; RFC 5246 6). The doors are
 * {@link dev.shakedown.tls.decrypt.SecretStore}, which holds what key logs and key files give, and
 * {@link dev.shakedown.tls.decrypt.SessionKeys}, which follows one connection:
 *
 * <pre>{@code
 * SecretStore secrets = new SecretStore();
 * secrets.addKeyLog(Files.newInputStream(keyLog));
 * SessionKeys keys = new SessionKeys(secrets, Limits.DEFAULT.maxRecordsLogged());
 * keys.message(Sender.CLIENT, clientHello, raw);
 * RecordProtection fromServer = keys.protection(Sender.SERVER);
 * }</pre>
 *
 * <p>A record is opened only to see handshake messages and alerts. In TLS 1.3 its type is known
 * only then; what turns out to be application data is overwritten at once, and once the handshake
 * is over only the first records of a direction and short ones are opened at all.
 *
 * <p>Cryptography is Bouncy Castle's lightweight API, whose classes are loaded only once secrets
 * for a connection exist. Uses {@code bytes}, {@code tcp}, {@code tls.handshake}, {@code
 * tls.extension} and {@code tls.registry}.
 */
package dev.shakedown.tls.decrypt;
