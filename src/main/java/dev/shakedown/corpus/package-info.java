/**
 * Regression over a folder of captures: each has its expectation beside it ({@code X.pcap} and
 * {@code X.pcap.expect}), and maybe whole outputs that must stay as they are.
 *
 * <pre>{@code
 * Corpus corpus = Corpus.below(folder, List.of());
 * for (CaptureVerdict verdict : new CorpusRun(options).check(corpus)) {
 *   verdict.differences().forEach(d -> complain(verdict.name(), d.field()));
 * }
 * }</pre>
 *
 * What is compared is the JSON that the command prints, so the expectation may name any of its
 * fields. Stands above {@link dev.shakedown.Analysis} and uses all but the command line.
 */
package dev.shakedown.corpus;
