package dev.shakedown.diagnosis;

import dev.shakedown.diagnosis.pairs.Pair;
import java.util.Optional;

/**
 * A connection's other side, as far as it is known when the connection is given out.
 *
 * @param pair the two and what ties them
 * @param first whether the other one had this connection before any other
 * @param diagnosis its verdict, without other sides of its own; absent where it was given out long
 *     before
 */
public record OtherSide(Pair pair, boolean first, Optional<Diagnosis> diagnosis) {}
