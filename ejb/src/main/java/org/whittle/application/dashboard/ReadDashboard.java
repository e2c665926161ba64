package org.whittle.application.dashboard;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.application.jobs.NightClock;
import org.whittle.application.jobs.ReadJobs;
import org.whittle.application.library.ImageRow;
import org.whittle.application.library.ImageViews;
import org.whittle.application.rollouts.ReadRollouts;
import org.whittle.catalogue.Source;
import org.whittle.catalogue.Sources;
import org.whittle.database.Sql;
import org.whittle.library.ImageState;
import org.whittle.library.PromotionState;
import org.whittle.library.Promotions;
import org.whittle.patches.HoldList;
import org.whittle.patches.HoldState;
import org.whittle.patches.Outstanding;
import org.whittle.patches.PatchState;
import org.whittle.patches.Patches;
import org.whittle.patches.Standings;

/** Reads what the dashboard shows. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadDashboard {
  private static final int SHOWN = 10;

  @EJB private ReadJobs jobs;
  @EJB private ReadRollouts rollouts;
  @Inject private Standings standings;
  @Inject private ImageViews views;
  @Inject private Patches patches;
  @Inject private HoldList holds;
  @Inject private Promotions promotions;
  @Inject private Outstanding outstanding;
  @Inject private Sources sources;
  @Inject private NightClock night;
  @Inject private Sql sql;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** The state of the library now. */
  public DashboardView read() {
    int project = caller.project();
    return new DashboardView(
        clock.instant(),
        standings.counts(project),
        attention(project),
        largest(project),
        (int) patches.count(project, "", Optional.of(PatchState.NEW), false),
        (int) patches.count(project, "", Optional.of(PatchState.NEW), true),
        rollouts.awaitingDecision(),
        (int) promotions.count(project, Optional.of(PromotionState.AWAITING_APPROVAL), 0),
        outstanding.count(project),
        (int) holds.count(project, "", Optional.of(HoldState.IN_FORCE)),
        (int) holds.count(project, "", Optional.of(HoldState.EXPIRED)),
        jobs.running(),
        jobs.jobs(PageRequest.of(0, SHOWN)).rows(),
        sum(project, "closure_bytes"),
        sum(project, "thin_bytes"),
        sql.number(
            "select coalesce(sum(size), 0) from package_version where id in"
                + " (select package_version_id from composition_line)"),
        sql.number("select count(*) from package_validity where last_number is null"),
        checkedAt(project),
        night.next());
  }

  private List<ImageRow> attention(int project) {
    return standings
        .first(
            project,
            List.of(ImageState.FAILED, ImageState.STALE, ImageState.HELD, ImageState.UNKNOWN),
            SHOWN)
        .stream()
        .map(views::row)
        .toList();
  }

  private List<ImageRow> largest(int project) {
    return standings.find(project, "", Optional.empty(), "closureBytes", true, 0, SHOWN).stream()
        .map(views::row)
        .toList();
  }

  private long sum(int project, String column) {
    return switch (column) {
      case "closure_bytes" ->
          sql.number(
              "select coalesce(sum(closure_bytes), 0) from image_standing where project_id = ?",
              project);
      default ->
          sql.number(
              "select coalesce(sum(thin_bytes), 0) from image_standing where project_id = ?",
              project);
    };
  }

  /** When the source that was asked longest ago was last asked. */
  private Optional<Instant> checkedAt(int project) {
    return sources.all(project).stream()
        .filter(Source::isEnabled)
        .flatMap(source -> source.lastCheckedAt().stream())
        .min(Instant::compareTo);
  }
}
