package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.whittle.database.Sql;

/** Tells what has become of the holds of an image since a moment. */
@ApplicationScoped
public class HoldChanges {
  private static final String SPEAKING =
      "select h.id from hold h join image i on i.project_id = h.project_id"
          + " where i.id = ? and (h.image_id = i.id or (h.image_id is null"
          + " and (h.label_name is null or exists (select 1 from image_label l"
          + "   where l.image_id = i.id and l.name = h.label_name"
          + "   and (h.label_value = '' or l.value = h.label_value))))) and ";

  @Inject private Holds holds;
  @Inject private Sql sql;

  /**
   * The changes, one a hold, placed ones first.
   *
   * @param packages the names that count; holds on others are no inputs of the image
   */
  public List<String> since(long imageId, Instant then, Set<String> packages) {
    List<String> changes = new ArrayList<>();
    for (Hold hold :
        found(
            "h.created_at > ? and h.released_at is null order by h.id", packages, imageId, then)) {
      changes.add(hold.inWords());
    }
    for (Hold hold :
        found(
            "h.created_at <= ? and h.released_at > ? order by h.id",
            packages,
            imageId,
            then,
            then)) {
      changes.add(hold.named() + " on " + hold.packageName() + " was released");
    }
    LocalDate day = LocalDate.ofInstant(then, ZoneOffset.UTC);
    for (Hold hold :
        found(
            "h.created_at <= ? and h.released_at is null and h.until >= ? and h.until < ?"
                + " order by h.id",
            packages,
            imageId,
            then,
            day,
            holds.today())) {
      changes.add(hold.named() + " on " + hold.packageName() + " has expired");
    }
    return changes;
  }

  private List<Hold> found(String condition, Set<String> packages, Object... parameters) {
    return holds.all(sql.list(SPEAKING + condition, row -> row.number("id"), parameters)).stream()
        .filter(hold -> packages.contains(hold.packageName()))
        .toList();
  }
}
