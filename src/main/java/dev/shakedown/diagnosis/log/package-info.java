/**
 * Lines up what a BIG-IP's log says with the connections of a capture: finds the clock the log was
 * written by, and the lines of each connection. The door is {@link
 * dev.shakedown.diagnosis.log.LogMatching}.
 */
package dev.shakedown.diagnosis.log;
