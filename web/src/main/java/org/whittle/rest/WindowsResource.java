package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.whittle.application.windows.KeepWindows;
import org.whittle.application.windows.ReadWindows;
import org.whittle.application.windows.WindowText;
import org.whittle.application.windows.WindowsPage;

/** Maintenance windows and black-outs: when the night job may run by itself. */
@RequestScoped
@Path("/windows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WindowsResource {
  @EJB private ReadWindows read;
  @EJB private KeepWindows keep;

  /**
   * A window as it is to be.
   *
   * @param recurrence a rule of iCalendar, as in {@code FREQ=WEEKLY;BYDAY=SA,SU}
   * @param first its first opening by the clock of the zone, as in {@code 2026-11-22T02:00}
   * @param minutes how long it is open
   */
  record NewWindow(
      @Nullable String name,
      @Nullable String recurrence,
      @Nullable String first,
      @Nullable String zone,
      @Nullable Integer minutes) {
    WindowText text() {
      return new WindowText(
          Required.member("name", name),
          Required.member("recurrence", recurrence),
          Required.member("first", first),
          Required.member("zone", zone),
          Required.member("minutes", minutes));
    }
  }

  /** A black-out as it is to be; both times by the clock of the zone. */
  record NewBlackout(
      @Nullable String name,
      @Nullable String from,
      @Nullable String until,
      @Nullable String zone) {}

  /** All windows with their next openings, all black-outs, and how things stand now. */
  @GET
  public WindowsPage all() {
    return read.read();
  }

  /** Adds a window. */
  @POST
  public Response add(NewWindow window) {
    return Answers.created("windows", keep.add(Required.body(window).text()));
  }

  /** Changes a window. */
  @PUT
  @Path("/{id: [0-9]{1,18}}")
  public void change(@PathParam("id") long id, NewWindow window) {
    keep.change(id, Required.body(window).text());
  }

  /** Removes a window. */
  @DELETE
  @Path("/{id: [0-9]{1,18}}")
  public void remove(@PathParam("id") long id) {
    keep.remove(id);
  }

  /** Adds a black-out. */
  @POST
  @Path("/blackouts")
  public Response addBlackout(NewBlackout blackout) {
    NewBlackout wanted = Required.body(blackout);
    long id =
        keep.addBlackout(
            Required.member("name", wanted.name()),
            Required.member("from", wanted.from()),
            Required.member("until", wanted.until()),
            Required.member("zone", wanted.zone()));
    return Answers.created(new Answers.Created(id), "windows", "blackouts", Long.toString(id));
  }

  /** Removes a black-out. */
  @DELETE
  @Path("/blackouts/{id: [0-9]{1,18}}")
  public void removeBlackout(@PathParam("id") long id) {
    keep.removeBlackout(id);
  }
}
