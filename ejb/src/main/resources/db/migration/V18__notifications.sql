-- How mail leaves, and when somebody is reminded. No host: no mail.
CREATE TABLE notification_settings (
  project_id     INT           NOT NULL PRIMARY KEY,
  smtp_host      VARCHAR(255)  NOT NULL DEFAULT '',
  smtp_port      INT           NOT NULL DEFAULT 25,
  smtp_security  VARCHAR(16)   NOT NULL DEFAULT 'NONE',
  smtp_user      VARCHAR(255)  NOT NULL DEFAULT '',
  -- the name of a file of the folder of secrets, not the password
  smtp_secret    VARCHAR(63)   NOT NULL DEFAULT '',
  sender         VARCHAR(255)  NOT NULL DEFAULT '',
  -- the address of the portal that links begin with
  portal         VARCHAR(500)  NOT NULL DEFAULT '',
  -- 0: never
  reminder_hours INT           NOT NULL DEFAULT 24,
  FOREIGN KEY (project_id) REFERENCES project (id)
);
INSERT INTO notification_settings (project_id) SELECT id FROM project;

CREATE TABLE notification_receiver (
  id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id INT           NOT NULL,
  name       VARCHAR(63)   NOT NULL,
  kind       VARCHAR(16)   NOT NULL,
  -- an address of mail, or of the web
  target     VARCHAR(1000) NOT NULL,
  -- whose it is; absent: nobody's in particular
  user_name  VARCHAR(63),
  -- what the receiver knows signatures by
  secret     VARCHAR(64)   NOT NULL,
  created_at DATETIME(6)   NOT NULL,
  UNIQUE (project_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

CREATE TABLE notification_wish (
  receiver_id BIGINT      NOT NULL,
  event       VARCHAR(32) NOT NULL,
  PRIMARY KEY (receiver_id, event),
  FOREIGN KEY (receiver_id) REFERENCES notification_receiver (id) ON DELETE CASCADE
);

-- What happened, written in the transaction in which it did.
CREATE TABLE notification_event (
  id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id INT           NOT NULL,
  kind       VARCHAR(32)   NOT NULL,
  subject    VARCHAR(255)  NOT NULL,
  summary    VARCHAR(2000) NOT NULL,
  -- of the page about it, below the portal
  path       VARCHAR(255)  NOT NULL,
  at         DATETIME(6)   NOT NULL,
  INDEX notification_event_by_time (project_id, at),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

-- An event on its way to one receiver.
CREATE TABLE notification_delivery (
  id            BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  event_id      BIGINT        NOT NULL,
  receiver_id   BIGINT        NOT NULL,
  state         VARCHAR(16)   NOT NULL,
  attempts      INT           NOT NULL DEFAULT 0,
  not_before    DATETIME(6)   NOT NULL,
  -- until then somebody is sending it
  claimed_until DATETIME(6),
  message       VARCHAR(2000) NOT NULL DEFAULT '',
  ended_at      DATETIME(6),
  UNIQUE (event_id, receiver_id),
  INDEX notification_delivery_due (state, not_before),
  FOREIGN KEY (event_id) REFERENCES notification_event (id) ON DELETE CASCADE,
  FOREIGN KEY (receiver_id) REFERENCES notification_receiver (id) ON DELETE CASCADE
);

-- What is told only once, such as the end of a hold, or a reminder of today.
CREATE TABLE notification_told (
  project_id INT          NOT NULL,
  what       VARCHAR(190) NOT NULL,
  at         DATETIME(6)  NOT NULL,
  PRIMARY KEY (project_id, what),
  FOREIGN KEY (project_id) REFERENCES project (id)
);
