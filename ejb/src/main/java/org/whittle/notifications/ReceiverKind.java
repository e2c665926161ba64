package org.whittle.notifications;

/** How a receiver is reached. */
public enum ReceiverKind {
  MAIL,
  WEBHOOK
}
