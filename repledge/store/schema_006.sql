-- Archives of a backfill, and how far each got: a killed backfill goes on where it stood.
CREATE TABLE backfilled (
  path TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  pages INTEGER NOT NULL DEFAULT 0 CHECK (pages >= 0),
  kept INTEGER NOT NULL DEFAULT 0 CHECK (kept >= 0),
  reason TEXT,
  at TEXT NOT NULL
) STRICT;
