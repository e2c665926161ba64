package org.whittle.notifications;

/** How the way to the mail server is kept from others. */
public enum MailSecurity {
  NONE,
  /** It begins in the clear, and is not used unless it can be secured. */
  STARTTLS,
  TLS
}
