/**
 * What many connections have in common: the same failure of one server, the beat of a health
 * monitor, a scan, a browser's spare connections and repeated attempts. An opinion about patterns,
 * drawn from a few numbers of each diagnosed connection. The door is {@link
 * dev.shakedown.diagnosis.groups.Groups}:
 *
 * <pre>
 * Groups groups = new Groups();
 * groups.add("shop.pcap", diagnosis);
 * for (Group group : groups.list()) { ... }
 * </pre>
 */
package dev.shakedown.diagnosis.groups;
