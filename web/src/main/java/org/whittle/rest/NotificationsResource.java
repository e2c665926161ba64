package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.notifications.ChangeNotificationSettings;
import org.whittle.application.notifications.DeliveryRow;
import org.whittle.application.notifications.KeepReceivers;
import org.whittle.application.notifications.ReadNotifications;
import org.whittle.application.notifications.ReceiverView;
import org.whittle.application.patches.TellExpiredHolds;
import org.whittle.application.promotions.RemindPromotions;
import org.whittle.application.rollouts.RemindApprovers;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.MailSecurity;
import org.whittle.notifications.NotificationSettings;
import org.whittle.notifications.ReceiverKind;

/**
 * Who is told of what, by mail or by a webhook.
 *
 * <p>A webhook gets a POST of JSON: {@code id} (the same at each attempt), {@code event}, {@code
 * at}, {@code subject}, {@code summary}, and {@code link} if the portal's address is set. The
 * header {@code X-Whittle-Signature} is {@code sha256=} and the HMAC-SHA-256 of the body under the
 * receiver's secret, in hexadecimal digits. Any status from 200 to 299 takes it; redirects are not
 * followed; after ten seconds, or any other status, it is tried again up to seven times within 21
 * hours.
 */
@RequestScoped
@Path("/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NotificationsResource {
  @EJB private ReadNotifications read;
  @EJB private KeepReceivers keep;
  @EJB private ChangeNotificationSettings change;
  @EJB private RemindApprovers remind;
  @EJB private RemindPromotions remindPromotions;
  @EJB private TellExpiredHolds holds;

  /**
   * What was told.
   *
   * @param rollouts how many rollouts approvers were reminded of
   * @param promotions how many promotions approvers were reminded of
   * @param holds how many holds came to their end
   */
  record Told(int rollouts, int promotions, int holds) {}

  /**
   * A receiver as it is to be.
   *
   * @param kind {@code mail} or {@code webhook}
   * @param target an address of mail or of the web
   * @param user whose it is; absent: nobody's in particular
   * @param events what it wishes to hear of, as in {@code rollout-proposed}
   */
  record Wanted(
      @Nullable String kind,
      @Nullable String target,
      @Nullable String user,
      @Nullable List<String> events) {}

  /**
   * A receiver that is kept.
   *
   * @param secret what a new webhook knows signatures by; it is not told again
   */
  record Kept(ReceiverView receiver, Optional<String> secret) {}

  /**
   * Settings as they are to be.
   *
   * @param host the mail server; empty: no mail is sent
   * @param security {@code none}, {@code starttls} or {@code tls}
   * @param secret the name of a file of the folder of secrets with the password of the user
   * @param sender the address that mail comes from
   * @param portal the address of the portal that links begin with
   * @param reminderHours after how long approvers are reminded; 0: never
   */
  record WantedSettings(
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String security,
      @Nullable String user,
      @Nullable String secret,
      @Nullable String sender,
      @Nullable String portal,
      @Nullable Integer reminderHours) {
    NotificationSettings settings() {
      return new NotificationSettings(
          Required.member("host", host).strip(),
          Objects.requireNonNullElse(port, 25),
          security == null
              ? MailSecurity.NONE
              : Required.constant(MailSecurity.class, "security", security),
          orEmpty(user),
          orEmpty(secret),
          orEmpty(sender),
          orEmpty(portal),
          Objects.requireNonNullElse(reminderHours, 24));
    }

    private static String orEmpty(@Nullable String text) {
      return Objects.requireNonNullElse(text, "").strip();
    }
  }

  /** All receivers, by name. */
  @GET
  @Path("/receivers")
  public Page<ReceiverView> receivers(@BeanParam Paging paging) {
    return paging.of(read.receivers());
  }

  /** One receiver. */
  @GET
  @Path("/receivers/{name}")
  public ReceiverView receiver(@PathParam("name") String name) {
    return read.receiver(name);
  }

  /** Keeps a receiver; one of the same name is changed, and keeps its secret. */
  @PUT
  @Path("/receivers/{name}")
  public Kept keep(@PathParam("name") String name, Wanted wanted) {
    Wanted given = Required.body(wanted);
    ReceiverView receiver =
        new ReceiverView(
            name,
            Required.constant(ReceiverKind.class, "kind", Required.member("kind", given.kind())),
            Required.member("target", given.target()),
            Optional.ofNullable(given.user()),
            Required.elements("events", given.events()).stream()
                .map(word -> Required.constant(EventKind.class, "events[]", word))
                .toList());
    Optional<String> secret = keep.keep(receiver);
    return new Kept(read.receiver(name), secret);
  }

  /** Removes a receiver, and what is on its way to it. */
  @DELETE
  @Path("/receivers/{name}")
  public void remove(@PathParam("name") String name) {
    keep.remove(name);
  }

  /** Sends a receiver something to try it; what became of it is among the deliveries. */
  @POST
  @Path("/receivers/{name}/trial")
  public void tryOut(@PathParam("name") String name) {
    keep.tryOut(name);
  }

  /** What was sent or is to be, newest first. */
  @GET
  @Path("/deliveries")
  public Page<DeliveryRow> deliveries(@BeanParam Paging paging) {
    return read.deliveries(paging.request());
  }

  /** Tries a delivery that was not taken at once, also one that was given up. */
  @POST
  @Path("/deliveries/{id: [0-9]{1,18}}/attempts")
  public void tryAgain(@PathParam("id") long id) {
    keep.tryAgain(id);
  }

  /** Tells at once what comes with time, and is else told within the hour. */
  @POST
  @Path("/due")
  public Told tellDue() {
    return new Told(remind.look(), remindPromotions.look(), holds.look());
  }

  /** How mail leaves, and when somebody is reminded. */
  @GET
  @Path("/settings")
  public NotificationSettings settings() {
    return read.settings();
  }

  /** Changes them. */
  @PUT
  @Path("/settings")
  public NotificationSettings change(WantedSettings wanted) {
    change.change(Required.body(wanted).settings());
    return read.settings();
  }
}
