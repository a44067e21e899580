/**
 * Proofs of verdicts as files, so that nobody has to believe the engine, nor even to have it.
 *
 * <p>A {@link refute.specs.certificate.Certificate} names the history by its hash, the model, and what is claimed: an order of the operations,
 * or a few operations that have none. {@link refute.specs.certificate.CertificateFile} writes and reads it as one JSON object, a million
 * operations in some 7 MB and without a tree in memory. {@link refute.specs.certificate.CertificateVerifier} holds it against the history with
 * {@link refute.specs.linear.LinearizationVerifier} and {@link refute.specs.linear.WitnessVerifier}, which share no code with the searches.
 */
@NullMarked
package refute.specs.certificate;

import org.jspecify.annotations.NullMarked;
