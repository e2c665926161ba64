package org.whittle.source;

import java.time.Instant;

/**
 * A text whose signature was verified.
 *
 * @param text what was signed, with LF line ends and nothing else
 * @param signer fingerprint of the certificate whose key signed, in upper-case hexadecimal digits
 * @param signedAt when, as the signature says
 */
public record VerifiedText(String text, String signer, Instant signedAt) {}
