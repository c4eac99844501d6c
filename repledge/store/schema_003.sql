-- Partners that read verdicts by program. Only the hash of a token is kept.
CREATE TABLE partners (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 80),
  token_hash TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('signed', 'all')),
  created_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT, WITHOUT ROWID;
