package org.whittle.story;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.whittle.client.Api;

/**
 * Who acts in the story.
 *
 * @param administrator adds sources, builds, runs the night job
 * @param manager proposes; has the approver's role too, so that only the four eyes refuse
 * @param approver decides
 */
record Cast(Api administrator, Api manager, Api approver, String approverName) {
  /** Logs in as administrator and creates the others, under names of their own. */
  static Cast enter(URI server, String password) {
    Api administrator = login(server, "admin", password);
    String suffix = UUID.randomUUID().toString().substring(0, 6);
    String manager = "story-manager-" + suffix;
    String approver = "story-approver-" + suffix;
    return new Cast(
        administrator,
        create(server, administrator, manager, List.of("patch-manager", "approver")),
        create(server, administrator, approver, List.of("approver")),
        approver);
  }

  private static Api create(URI server, Api administrator, String name, List<String> roles) {
    String secret = UUID.randomUUID().toString();
    administrator.post(
        "users", Map.of("name", name, "displayName", name, "password", secret, "roles", roles));
    return login(server, name, secret);
  }

  private static Api login(URI server, String name, String password) {
    return Api.withToken(
        server, Api.issueToken(server, name, password, "story", 1).path("secret").asText());
  }
}
