package org.whittle.application.notifications;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.whittle.access.Directory;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.InvalidInput;
import org.whittle.notifications.Deliveries;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.Outbox;
import org.whittle.notifications.Receiver;
import org.whittle.notifications.ReceiverKind;
import org.whittle.notifications.Receivers;

/** Says who is told of what, and tries whether they are reached. */
@Stateless
@RolesAllowed(Roles.OPERATOR)
public class KeepReceivers {
  @Inject private Receivers receivers;
  @Inject private Outbox outbox;
  @Inject private Deliveries deliveries;
  @Inject private Directory users;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /**
   * Keeps a receiver; one of the same name is changed, and keeps its secret.
   *
   * @return the secret of a new webhook, which is told this once; else empty
   * @throws InvalidInput if it is not well-formed, or its user is not known
   */
  public Optional<String> keep(ReceiverView wanted) {
    Receiver receiver =
        new Receiver(
            wanted.name(),
            wanted.kind(),
            wanted.target(),
            wanted.user(),
            new TreeSet<>(wanted.events()));
    receiver
        .user()
        .filter(name -> users.find(name).isEmpty())
        .ifPresent(
            name -> {
              throw new InvalidInput(
                  "cannot keep receiver "
                      + receiver.name()
                      + ": there is no user \""
                      + name
                      + "\"");
            });
    Optional<String> secret = receivers.keep(caller.project(), receiver);
    audited.record(
        "keep receiver",
        "receiver " + receiver.name(),
        receiver.kind().name().toLowerCase(Locale.ROOT) + " to " + receiver.target());
    return secret.filter(known -> receiver.kind() == ReceiverKind.WEBHOOK);
  }

  /** Removes a receiver, and what is on its way to it. */
  public void remove(String name) {
    receivers.remove(caller.project(), name);
    audited.record("remove receiver", "receiver " + name, "");
  }

  /** Sends a receiver something to try it; what became of it is among the deliveries. */
  public void tryOut(String name) {
    outbox.tellOne(
        caller.project(),
        name,
        EventKind.TRIAL,
        "this is a trial",
        caller.name() + " tries whether " + name + " is reached");
    audited.record("try receiver", "receiver " + name, "");
  }

  /** Tries a delivery that was not taken at once, also one that was given up. */
  public void tryAgain(long delivery) {
    deliveries.tryNow(caller.project(), delivery);
    audited.record("try delivery again", "delivery " + delivery, "");
  }
}
