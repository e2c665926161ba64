package org.whittle.portal.notifications;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.whittle.application.PageRequest;
import org.whittle.application.notifications.DeliveryRow;
import org.whittle.application.notifications.KeepReceivers;
import org.whittle.application.notifications.ReadNotifications;
import org.whittle.application.notifications.ReceiverView;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.ReceiverKind;
import org.whittle.portal.frame.Says;

/** Who is told of what, and what was sent. */
@Named
@ViewScoped
public class NotificationsPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 25;

  @EJB private ReadNotifications read;
  @EJB private KeepReceivers keep;
  @Inject private Says says;

  private List<ReceiverView> receivers = List.of();
  private List<EventKind> knownEvents = List.of();
  private List<DeliveryRow> deliveries = List.of();
  private String secret = "";
  private String name = "";
  private ReceiverKind kind = ReceiverKind.MAIL;
  private String target = "";
  private String user = "";
  private List<EventKind> events = List.of();

  /** Reads everything anew. */
  @PostConstruct
  public void load() {
    receivers = read.receivers();
    knownEvents = read.events();
    deliveries = read.deliveries(PageRequest.of(0, SHOWN)).rows();
  }

  /** Keeps the receiver that was typed; the secret of a new webhook is shown once. */
  public void keep() {
    Optional<String> own = Optional.of(user.strip()).filter(text -> !text.isEmpty());
    secret =
        keep.keep(new ReceiverView(name.strip(), kind, target.strip(), own, events)).orElse("");
    says.done("notifications.kept", name.strip());
    name = "";
    target = "";
    user = "";
    load();
  }

  /** Puts a receiver into the fields. */
  public void edit(ReceiverView receiver) {
    name = receiver.name();
    kind = receiver.kind();
    target = receiver.target();
    user = receiver.user().orElse("");
    events = receiver.events();
  }

  /** Removes a receiver. */
  public void remove(ReceiverView receiver) {
    keep.remove(receiver.name());
    says.done("notifications.removed", receiver.name());
    load();
  }

  /** Sends a receiver something to try it. */
  public void tryOut(ReceiverView receiver) {
    keep.tryOut(receiver.name());
    says.done("notifications.tried", receiver.name());
    load();
  }

  /** Tries a delivery at once. */
  public void tryAgain(DeliveryRow delivery) {
    keep.tryAgain(delivery.id());
    says.done("notifications.tried", delivery.receiver());
    load();
  }

  /** All receivers. */
  public List<ReceiverView> getReceivers() {
    return receivers;
  }

  /** The newest deliveries. */
  public List<DeliveryRow> getDeliveries() {
    return deliveries;
  }

  /** What can be wished for. */
  public List<EventKind> getKnownEvents() {
    return knownEvents;
  }

  /** How receivers can be reached. */
  public List<ReceiverKind> getKinds() {
    return List.of(ReceiverKind.values());
  }

  /** The secret of the webhook that was just added; else empty. */
  public String getSecret() {
    return secret;
  }

  /** Name of the receiver. */
  public String getName() {
    return name;
  }

  /** Name of the receiver. */
  public void setName(String name) {
    this.name = name;
  }

  /** How it is reached. */
  public ReceiverKind getKind() {
    return kind;
  }

  /** How it is reached. */
  public void setKind(ReceiverKind kind) {
    this.kind = kind;
  }

  /** Its address. */
  public String getTarget() {
    return target;
  }

  /** Its address. */
  public void setTarget(String target) {
    this.target = target;
  }

  /** Whose it is; may be empty. */
  public String getUser() {
    return user;
  }

  /** Whose it is; may be empty. */
  public void setUser(String user) {
    this.user = user;
  }

  /** What it wishes to hear of. */
  public List<EventKind> getEvents() {
    return events;
  }

  /** What it wishes to hear of. */
  public void setEvents(List<EventKind> events) {
    this.events = events;
  }
}
