package org.whittle.composition.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** JSON whose bytes follow from its content alone: sorted keys, no white space, UTF-8. */
final class CanonicalJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private CanonicalJson() {}

  /** The bytes of an object of maps, lists, texts and numbers. */
  static byte[] bytes(Map<String, ?> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("only maps, lists, texts and numbers are written", e);
    }
  }
}
