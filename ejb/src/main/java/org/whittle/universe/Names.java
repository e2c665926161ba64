package org.whittle.universe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Names and their numbers, in the order in which they were first spoken of. */
final class Names {
  private final Map<String, Integer> numbers = new HashMap<>(1 << 17);
  private final List<String> texts = new ArrayList<>(1 << 16);

  int intern(String text) {
    Integer known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  OptionalInt find(String text) {
    Integer known = numbers.get(text);
    return known == null ? OptionalInt.empty() : OptionalInt.of(known);
  }

  String text(int number) {
    return texts.get(number);
  }

  int size() {
    return texts.size();
  }
}
