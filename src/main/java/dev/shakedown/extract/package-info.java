/**
 * The frames of chosen connections as a capture of their own. {@link
 * dev.shakedown.extract.ExtractionPlan} is what an analysis leaves behind: which frames, with which
 * comments; {@link dev.shakedown.extract.Extraction} reads the file twice more, once to find the
 * frames and once to write them, as they are or rewritten ({@link
 * dev.shakedown.extract.FrameRewriter}).
 *
 * <pre>{@code
 * analysis.run(capture, name, plan);
 * var extraction = new Extraction(Limits.DEFAULT, plan, Optional.empty());
 * extraction.search(again);
 * extraction.write(onceMore, new PcapngWriter(out, "shakedown"));
 * }</pre>
 */
package dev.shakedown.extract;
