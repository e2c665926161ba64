-- When work that changes images may run by itself. An empty zone is that of the server.
CREATE TABLE maintenance_window (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id INT          NOT NULL,
  name       VARCHAR(63)  NOT NULL,
  -- a recurrence rule of iCalendar (RFC 5545)
  recurrence VARCHAR(500) NOT NULL,
  zone       VARCHAR(63)  NOT NULL,
  -- by the clock of the zone
  first_at   DATETIME     NOT NULL,
  minutes    INT          NOT NULL,
  version    INT          NOT NULL DEFAULT 0,
  UNIQUE (project_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id)
);
-- What the night job did before there were windows.
INSERT INTO maintenance_window (project_id, name, recurrence, zone, first_at, minutes)
SELECT id, 'Every night', 'FREQ=DAILY', '', '2026-01-01 02:00:00', 240 FROM project;

CREATE TABLE blackout (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id INT          NOT NULL,
  name       VARCHAR(63)  NOT NULL,
  -- the zone that it was written in; the times are UTC
  zone       VARCHAR(63)  NOT NULL,
  from_at    DATETIME(6)  NOT NULL,
  until_at   DATETIME(6)  NOT NULL,
  version    INT          NOT NULL DEFAULT 0,
  UNIQUE (project_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

-- A job that a window started ends with it; who asked a job to stop; how often it was begun.
ALTER TABLE job_run
  ADD COLUMN in_window     BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN stop_asked_by VARCHAR(63),
  ADD COLUMN attempt       INT     NOT NULL DEFAULT 1;

-- How often a line was tried in vain, and when it may be tried again.
ALTER TABLE rollout_line
  ADD COLUMN attempts   INT NOT NULL DEFAULT 0,
  ADD COLUMN not_before DATETIME(6),
  ADD COLUMN lane       INT;
