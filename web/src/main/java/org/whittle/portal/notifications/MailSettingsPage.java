package org.whittle.portal.notifications;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.whittle.application.notifications.ChangeNotificationSettings;
import org.whittle.application.notifications.ReadNotifications;
import org.whittle.notifications.MailSecurity;
import org.whittle.notifications.NotificationSettings;
import org.whittle.portal.frame.Says;

/** How mail leaves, and when somebody is reminded. */
@Named
@ViewScoped
public class MailSettingsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadNotifications read;
  @EJB private ChangeNotificationSettings change;
  @Inject private Says says;

  private String server = "";
  private int reminderHours;
  private String host = "";
  private int port = 25;
  private MailSecurity security = MailSecurity.NONE;
  private String sender = "";
  private String login = "";
  private String file = "";
  private String portal = "";
  private int hours = 24;

  /** Reads them anew. */
  @PostConstruct
  public void load() {
    NotificationSettings now = read.settings();
    server = now.sendsMail() ? now.host() + ":" + now.port() : "";
    reminderHours = now.reminderHours();
    host = now.host();
    port = now.port();
    security = now.security();
    sender = now.sender();
    login = now.user();
    file = now.secret();
    portal = now.portal();
    hours = now.reminderHours();
  }

  /** Changes them. */
  public void change() {
    change.change(
        new NotificationSettings(
            host.strip(),
            port,
            security,
            login.strip(),
            file.strip(),
            sender.strip(),
            portal.strip(),
            hours));
    says.done("notifications.changed");
    load();
  }

  /** Which server sends mail now; empty if none does. */
  public String getServer() {
    return server;
  }

  /** After how many hours approvers are reminded now; 0: never. */
  public int getReminderHours() {
    return reminderHours;
  }

  /** How the way to a mail server can be kept from others. */
  public List<MailSecurity> getSecurities() {
    return List.of(MailSecurity.values());
  }

  /** The mail server. */
  public String getHost() {
    return host;
  }

  /** The mail server. */
  public void setHost(String host) {
    this.host = host;
  }

  /** Its port. */
  public int getPort() {
    return port;
  }

  /** Its port. */
  public void setPort(int port) {
    this.port = port;
  }

  /** How the way there is kept from others. */
  public MailSecurity getSecurity() {
    return security;
  }

  /** How the way there is kept from others. */
  public void setSecurity(MailSecurity security) {
    this.security = security;
  }

  /** The address that mail comes from. */
  public String getSender() {
    return sender;
  }

  /** The address that mail comes from. */
  public void setSender(String sender) {
    this.sender = sender;
  }

  /** Who logs in at the mail server. */
  public String getLogin() {
    return login;
  }

  /** Who logs in at the mail server. */
  public void setLogin(String login) {
    this.login = login;
  }

  /** The name of the file with the password. */
  public String getFile() {
    return file;
  }

  /** The name of the file with the password. */
  public void setFile(String file) {
    this.file = file;
  }

  /** What links begin with. */
  public String getPortal() {
    return portal;
  }

  /** What links begin with. */
  public void setPortal(String portal) {
    this.portal = portal;
  }

  /** After how many hours approvers are reminded. */
  public int getHours() {
    return hours;
  }

  /** After how many hours approvers are reminded. */
  public void setHours(int hours) {
    this.hours = hours;
  }
}
