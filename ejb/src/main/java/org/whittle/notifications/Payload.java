package org.whittle.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook is sent: the event as JSON, and what proves that it is from here.
 *
 * <p>The same event gives the same bytes however often it is sent, so that a receiver can tell what
 * it has had by {@code id}.
 */
final class Payload {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final byte[] body;

  private Payload(byte[] body) {
    this.body = body;
  }

  /** The bytes of the request. */
  byte[] body() {
    return body.clone();
  }

  /**
   * Of an event.
   *
   * @param portal what links begin with; empty: there is none
   */
  static Payload of(Event event, String portal) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("id", event.id())
            .put("event", event.kind().word())
            .put("at", event.at().toString())
            .put("subject", event.subject())
            .put("summary", event.summary());
    link(event, portal, node);
    try {
      return new Payload(JSON.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }

  private static void link(Event event, String portal, ObjectNode node) {
    String address = address(event, portal);
    if (!address.isEmpty()) {
      node.put("link", address);
    }
  }

  /** The page about an event; empty if there is none, or nobody said where the portal is. */
  static String address(Event event, String portal) {
    return portal.isEmpty() || event.path().isEmpty()
        ? ""
        : portal.replaceFirst("/+$", "") + "/" + event.path();
  }

  /** {@code sha256=} and the HMAC (RFC 2104) of the body under the receiver's secret, in hex. */
  String signature(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
