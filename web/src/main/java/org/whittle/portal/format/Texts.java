package org.whittle.portal.format;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts of the bundle in the language of the page, with values in their places. */
@Named
@ApplicationScoped
public class Texts {

  /** The text of the key, with values as {@link MessageFormat} places them. */
  public String of(String key, Object... values) {
    return new MessageFormat(bundle().getString(key), locale()).format(values);
  }

  /** {@link #of} with one value, for pages: expressions cannot spread values. */
  public String with(String key, Object value) {
    return of(key, value);
  }

  /** {@link #of} with two values, for pages. */
  public String with(String key, Object first, Object second) {
    return of(key, first, second);
  }

  /** {@link #of} with three values, for pages. */
  public String with(String key, Object first, Object second, Object third) {
    return of(key, first, second, third);
  }

  /** {@link #of} with four values, for pages. */
  public String with(String key, Object first, Object second, Object third, Object fourth) {
    return of(key, first, second, third, fourth);
  }

  /** The word for a constant, from the key {@code Type.CONSTANT}. */
  public String word(@Nullable Enum<?> constant) {
    if (constant == null) {
      return "";
    }
    String key = constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    return known(key, constant.name());
  }

  /** The sentence for a constant, from the key {@code Type.CONSTANT}, with a value. */
  public String sentence(Enum<?> constant, Object value) {
    return of(constant.getDeclaringClass().getSimpleName() + "." + constant.name(), value);
  }

  /** What became of a part of a job, by the name of its state. */
  public String became(String state) {
    return Stream.of("JobState.", "LineState.", "CandidateVerdict.")
        .map(type -> type + state)
        .filter(bundle()::containsKey)
        .findFirst()
        .map(bundle()::getString)
        .orElseGet(() -> known(state, state));
  }

  /** The text of the key if there is one, else the name in small letters. */
  public String known(String key, String name) {
    try {
      return bundle().getString(key);
    } catch (MissingResourceException e) {
      return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }
  }

  /** A file's reason for people: its first word names the kind, the rest are details. */
  public String reason(String reason) {
    String[] parts = reason.split("[ :]+", 2);
    String detail = parts.length > 1 ? " " + parts[1] : "";
    return known("Reason." + parts[0], parts[0]) + detail;
  }

  /** The language of the page; of the server where there is no page. */
  Locale locale() {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces == null || faces.getViewRoot() == null
        ? Locale.ENGLISH
        : faces.getViewRoot().getLocale();
  }

  private ResourceBundle bundle() {
    return ResourceBundle.getBundle("org.whittle.portal.messages", locale());
  }
}
