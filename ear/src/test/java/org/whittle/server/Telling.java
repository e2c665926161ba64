package org.whittle.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.whittle.client.Api;

/** Receivers of notifications for tests, and what is on its way to them. */
final class Telling {
  private final Client administrator;
  private final List<String> kept = new ArrayList<>();

  Telling(Client administrator) {
    this.administrator = administrator;
  }

  /** Keeps a webhook of nobody in particular; the answer has its secret. */
  JsonNode webhook(String name, String address, List<String> events) {
    return keep(name, Map.of("kind", "webhook", "target", address, "events", events));
  }

  /** Keeps an address of mail; an empty user is nobody in particular. */
  void mailbox(String name, String address, String user, String... events) {
    Map<String, Object> receiver = new LinkedHashMap<>();
    receiver.put("kind", "mail");
    receiver.put("target", address);
    if (!user.isEmpty()) {
      receiver.put("user", user);
    }
    receiver.put("events", List.of(events));
    keep(name, receiver);
  }

  private JsonNode keep(String name, Map<String, Object> receiver) {
    kept.add(name);
    return administrator.api().put(Api.path("notifications", "receivers", name), receiver);
  }

  /** Removes all that were kept here. */
  void forget() {
    kept.stream()
        .distinct()
        .forEach(name -> administrator.send("DELETE", "notifications/receivers/" + name, "", ""));
  }

  /** The newest delivery to a receiver whose subject has the word; missing if there is none. */
  JsonNode delivery(String receiver, String word) {
    for (JsonNode row :
        administrator.get("notifications/deliveries?size=200").is(200).get("rows")) {
      if (row.get("receiver").asText().equals(receiver)
          && row.get("subject").asText().contains(word)) {
        return row;
      }
    }
    return MissingNode.getInstance();
  }

  /** The subjects of what was sent or is to be sent to a receiver, oldest first. */
  List<String> subjects(String receiver) {
    List<String> subjects = new ArrayList<>();
    for (JsonNode row :
        administrator.get("notifications/deliveries?size=500").is(200).get("rows")) {
      if (row.get("receiver").asText().equals(receiver)) {
        subjects.addFirst(row.get("subject").asText());
      }
    }
    return subjects;
  }

  /** Waits at most half a minute. */
  void await(String what, BooleanSupplier there) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (there.getAsBoolean()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(
        what + " did not come: " + administrator.get("notifications/deliveries").body());
  }
}
