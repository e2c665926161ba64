package org.whittle.rest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/** What a request must have. */
final class Required {
  private Required() {}

  /** The body. */
  static <T> T body(@Nullable T body) {
    if (body == null || (body instanceof String text && text.isBlank())) {
      throw new InvalidInput("cannot read the request: it has no body");
    }
    return body;
  }

  /** A member of the body, or a parameter of the query. */
  static <T> T member(String name, @Nullable T value) {
    if (value == null) {
      throw new InvalidInput("cannot read the request: \"" + name + "\" is missing");
    }
    return value;
  }

  /** A member of the body that is a list, none of whose elements is null. */
  static <T> List<T> elements(String name, @Nullable List<T> values) {
    List<T> all = member(name, values);
    for (T value : all) {
      member(name + "[]", value);
    }
    return all;
  }

  /** A whole number from 1 on. */
  static int number(String name, @Nullable String text) {
    try {
      int number = Integer.parseInt(member(name, text));
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for 0.
    }
    throw new InvalidInput(
        "cannot read the request: \"" + name + "\" is not a number from 1 on: \"" + text + "\"");
  }

  /** The constant of an enumeration that a parameter names, in any case, with - for _. */
  static <E extends Enum<E>> E constant(Class<E> type, String name, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().replace('_', '-').equalsIgnoreCase(text.replace('_', '-'))) {
        return constant;
      }
    }
    throw new InvalidInput(
        "cannot read the request: \"" + name + "\" cannot be \"" + text + "\"",
        "Use one of "
            + Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .collect(Collectors.joining(", ")),
        null);
  }
}
