package org.whittle.notifications;

/** Where a delivery stands. */
public enum DeliveryState {
  /** It was not sent yet, or is tried again later. */
  WAITING,
  /** The receiver, or its mail server, took it. */
  SENT,
  /** It was tried often enough. */
  FAILED
}
