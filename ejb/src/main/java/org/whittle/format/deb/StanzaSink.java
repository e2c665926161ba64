package org.whittle.format.deb;

import java.util.Optional;

/** Takes the stanzas of an index, one by one. */
@FunctionalInterface
public interface StanzaSink {
  /** What is wrong with a field, so that its stanza was not taken. */
  record Fault(IndexField field, String message) {}

  /** Takes a stanza, or tells what is wrong with it; keeps nothing of the ranges. */
  Optional<Fault> accept(StanzaFields stanza);
}
