package org.whittle.source;

import java.time.Instant;
import org.whittle.kernel.Digest;

/** The release that the last snapshot of a source was made of: its date and its file's digest. */
public record KnownRelease(Instant date, Digest digest) {}
