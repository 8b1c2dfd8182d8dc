/**
 * One connection seen at several points: what of it passed at each, and what that tells about the
 * way between them. The door is {@link dev.shakedown.diagnosis.points.Sightings}.
 */
package dev.shakedown.diagnosis.points;
