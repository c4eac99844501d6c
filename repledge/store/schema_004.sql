-- every address that a newsroom named, and how far we got with it; takes the place of `fetches`
CREATE TABLE links (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  address TEXT NOT NULL,
  title TEXT,
  listed TEXT,
  kind TEXT,
  company TEXT,
  language TEXT,
  state TEXT NOT NULL
    CHECK (state IN ('due', 'kept', 'passed', 'left_out', 'refused', 'failed')),
  reason TEXT,
  status INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  etag TEXT,
  last_modified TEXT,
  document_id TEXT,
  first_seen TEXT NOT NULL,
  last_try TEXT
) STRICT, WITHOUT ROWID;

INSERT INTO links (url, source, address, state, status, attempts, etag, last_modified, document_id,
                   first_seen, last_try)
SELECT url, source, url, 'kept', status, 1, etag, last_modified, document_id, fetched_at, fetched_at
FROM fetches;

DROP TABLE fetches;

CREATE INDEX links_by_source ON links (source, state, last_try);

-- what a front door answered last: its validators are the next night's question
CREATE TABLE doors (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- hosts that are left alone until a moment
CREATE TABLE parked_hosts (
  host TEXT PRIMARY KEY,
  until TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- every body that was kept: where it lies and what it was
CREATE TABLE captures (
  place TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  captured_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX documents_by_title ON documents (source, title);

ALTER TABLE sources ADD COLUMN usual_gap_days INTEGER;

DROP VIEW v_sources_health;

CREATE VIEW v_sources_health AS
SELECT name, state, reason, last_try, last_ok, last_new, newest_item, usual_items, usual_gap_days,
       failures, (SELECT count(*) FROM links l WHERE l.source = sources.name AND l.state = 'due')
       AS waiting
FROM sources;
