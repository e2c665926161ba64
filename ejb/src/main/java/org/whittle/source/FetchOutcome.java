package org.whittle.source;

import org.whittle.kernel.Failure;

/** What became of a {@link PackageRequest}. */
public sealed interface FetchOutcome {
  /** What was asked for. */
  PackageRequest request();

  /** The package archive was fetched, verified, and is in the store. */
  record Fetched(PackageRequest request) implements FetchOutcome {}

  /** The store had it. */
  record Present(PackageRequest request) implements FetchOutcome {}

  /** It is not in the store; the failure names the package and its address. */
  record Failed(PackageRequest request, Failure failure) implements FetchOutcome {}
}
