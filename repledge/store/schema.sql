-- Printed from the migrations by `make docs`; a test compares. Do not edit.

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'ok', 'failed', 'interrupted')),
  exit_code INTEGER,
  summary TEXT CHECK (summary IS NULL OR json_valid(summary))
) STRICT;

CREATE TABLE sources (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  company TEXT,
  language TEXT,
  country TEXT,
  state TEXT NOT NULL DEFAULT 'new'
    CHECK (state IN ('new', 'ok', 'quiet', 'degraded', 'failing', 'blocked', 'disabled')),
  reason TEXT,
  last_try TEXT,
  last_ok TEXT,
  last_new TEXT,
  newest_item TEXT,
  usual_items INTEGER,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0)
, usual_gap_days INTEGER) STRICT;

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT NOT NULL CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  precision TEXT NOT NULL CHECK (precision IN ('day', 'month', 'year')),
  date_source TEXT NOT NULL,
  lang TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('release', 'wire', 'government', 'filing', 'list', 'trace')),
  announcer TEXT,
  text TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  content_hash TEXT NOT NULL,
  fetched_at TEXT,
  first_seen TEXT,
  evidence TEXT,
  extracted_by TEXT,
  verified_by TEXT
) STRICT;

CREATE INDEX documents_by_date ON documents (published, id);

CREATE INDEX documents_by_url ON documents (url);

CREATE INDEX documents_by_source ON documents (source, published);

CREATE TABLE document_versions (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version >= 1),
  title TEXT NOT NULL,
  published TEXT NOT NULL,
  text TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  fetched_at TEXT,
  evidence TEXT,
  PRIMARY KEY (document_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  published TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.published') VIRTUAL,
  main INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.main') VIRTUAL,
  company TEXT GENERATED ALWAYS AS (record ->> '$.company') VIRTUAL,
  company_id TEXT GENERATED ALWAYS AS (record ->> '$.company_id') VIRTUAL,
  amount INTEGER GENERATED ALWAYS AS (record ->> '$.amount.value') VIRTUAL,
  currency TEXT GENERATED ALWAYS AS (record ->> '$.amount.currency') VIRTUAL,
  amount_usd INTEGER GENERATED ALWAYS AS (record ->> '$.amount.usd') VIRTUAL,
  role TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.role') VIRTUAL,
  nature TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.nature') VIRTUAL,
  sector TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.sector') VIRTUAL,
  country TEXT GENERATED ALWAYS AS (record ->> '$.place.country') VIRTUAL,
  region TEXT GENERATED ALWAYS AS (record ->> '$.place.region') VIRTUAL,
  operational_by INTEGER GENERATED ALWAYS AS (record ->> '$.operational_by') VIRTUAL,
  quote TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.quote.text') VIRTUAL,
  CHECK (amount IS NULL OR amount > 0),
  CHECK (role IN ('total', 'additional', 'component', 'umbrella')),
  CHECK (nature IN ('investment', 'purchase', 'trade', 'output', 'spending'))
) STRICT;

CREATE INDEX claims_by_document ON claims (document_id, position);

CREATE INDEX claims_by_company ON claims (company_id, published);

CREATE INDEX claims_by_amount ON claims (currency, amount);

CREATE TABLE claim_groups (
  group_id TEXT NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, claim_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_groups_by_claim ON claim_groups (claim_id);

CREATE TABLE sums (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  kind TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.kind') VIRTUAL,
  why TEXT GENERATED ALWAYS AS (record ->> '$.why') VIRTUAL,
  amount INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.amount.value') VIRTUAL,
  currency TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.amount.currency') VIRTUAL,
  quote TEXT GENERATED ALWAYS AS (record ->> '$.quote.text') VIRTUAL,
  PRIMARY KEY (document_id, position),
  CHECK (kind IN ('claim', 'background', 'other'))
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (
  claim_id TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  changed_at TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  verdict TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.verdict') VIRTUAL,
  relation TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.relation') VIRTUAL,
  rule TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.rule') VIRTUAL,
  ruleset TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.ruleset') VIRTUAL,
  score REAL NOT NULL GENERATED ALWAYS AS (record ->> '$.score') VIRTUAL,
  headline_usd INTEGER GENERATED ALWAYS AS (record ->> '$.headline_usd') VIRTUAL,
  net_new_low_usd INTEGER GENERATED ALWAYS AS (record ->> '$.net_new_low_usd') VIRTUAL,
  net_new_high_usd INTEGER GENERATED ALWAYS AS (record ->> '$.net_new_high_usd') VIRTUAL,
  basis TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.basis') VIRTUAL,
  sentence TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.sentence') VIRTUAL,
  CHECK (verdict IN ('new', 'partly_new', 'repackaged', 'update', 'walked_back', 'copy',
                     'not_investment', 'unclear')),
  CHECK (net_new_low_usd IS NULL OR
         (0 <= net_new_low_usd AND net_new_low_usd <= net_new_high_usd))
) STRICT;

CREATE INDEX verdicts_by_kind ON verdicts (verdict, claim_id);

CREATE TABLE relations (
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  earlier_claim_id TEXT NOT NULL,
  earlier_document_id TEXT NOT NULL,
  relation TEXT NOT NULL,
  rank INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (claim_id, rank)
) STRICT, WITHOUT ROWID;

CREATE INDEX relations_by_earlier ON relations (earlier_claim_id);

CREATE TABLE ledger_lines (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL CHECK (json_valid(record)),
  company_id TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.company_id') VIRTUAL,
  name TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.name') VIRTUAL,
  status TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.status') VIRTUAL,
  live_low_usd INTEGER GENERATED ALWAYS AS (record ->> '$.live_low_usd') VIRTUAL,
  live_high_usd INTEGER GENERATED ALWAYS AS (record ->> '$.live_high_usd') VIRTUAL,
  opened_on TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.opened_on') VIRTUAL
) STRICT;

CREATE INDEX ledger_by_company ON ledger_lines (company_id, opened_on);

CREATE TABLE ledger_parents (
  line_id TEXT NOT NULL REFERENCES ledger_lines (id) ON DELETE CASCADE,
  parent_id TEXT NOT NULL REFERENCES ledger_lines (id) ON DELETE CASCADE,
  PRIMARY KEY (line_id, parent_id),
  CHECK (line_id <> parent_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_claims (
  line_id TEXT NOT NULL REFERENCES ledger_lines (id) ON DELETE CASCADE,
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  PRIMARY KEY (line_id, claim_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ledger_claims_by_claim ON ledger_claims (claim_id);

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  judgement TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT,
  fields TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(fields)),
  ancestor_id TEXT,
  supersedes INTEGER REFERENCES decisions (id)
) STRICT;

CREATE TABLE sqlite_sequence(name,seq);

CREATE INDEX decisions_by_claim ON decisions (claim_id, id);

CREATE TRIGGER decisions_stay_as_written BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

CREATE TABLE issues (
  id INTEGER PRIMARY KEY,
  run_id INTEGER REFERENCES runs (id),
  at TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('crawl', 'extract', 'verify', 'feeds', 'store')),
  code TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('info', 'warning', 'error')),
  message TEXT NOT NULL,
  source TEXT,
  document_id TEXT
) STRICT;

CREATE INDEX issues_by_document ON issues (document_id, stage);

CREATE INDEX issues_by_run ON issues (run_id);

CREATE VIEW v_pledges AS
SELECT c.published, c.company, v.sentence, v.verdict, v.headline_usd, v.net_new_low_usd,
       v.net_new_high_usd, v.relation, c.sector, c.country, c.region, c.operational_by, c.quote,
       d.title, d.url, d.source, d.lang, c.id AS claim_id, c.document_id
FROM claims c JOIN documents d ON d.id = c.document_id JOIN verdicts v ON v.claim_id = c.id
WHERE d.kind <> 'trace';

CREATE VIEW v_flagged AS
SELECT * FROM v_pledges WHERE verdict IN ('repackaged', 'partly_new');

CREATE TABLE users (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 80),
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'editor')),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  reviewer TEXT NOT NULL,
  local INTEGER NOT NULL CHECK (local IN (0, 1)),
  expires_at TEXT NOT NULL,
  keys INTEGER NOT NULL DEFAULT 1 CHECK (keys IN (0, 1)),
  blind INTEGER NOT NULL DEFAULT 0 CHECK (blind IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE login_failures (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE INDEX login_failures_by_time ON login_failures (at);

CREATE TABLE assignments (
  claim_id TEXT PRIMARY KEY,
  reviewer TEXT NOT NULL,
  assigned_by TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX assignments_by_reviewer ON assignments (reviewer);

CREATE TABLE press_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT
) STRICT;

CREATE INDEX press_log_by_claim ON press_log (claim_id, id);

CREATE TRIGGER press_log_stays_as_written BEFORE UPDATE ON press_log
BEGIN SELECT RAISE(ABORT, 'the press log is append-only'); END;

CREATE TRIGGER press_log_is_kept BEFORE DELETE ON press_log
BEGIN SELECT RAISE(ABORT, 'the press log is append-only'); END;

CREATE TABLE saved_views (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audits (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  result TEXT NOT NULL CHECK (json_valid(result))
) STRICT;

CREATE TABLE decision_contexts (
  decision_id INTEGER PRIMARY KEY REFERENCES decisions (id),
  verdict TEXT NOT NULL,
  rule TEXT NOT NULL,
  ruleset TEXT NOT NULL,
  blind INTEGER NOT NULL CHECK (blind IN (0, 1))
) STRICT;

CREATE TABLE reviews (
  claim_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('pending', 'decided', 'signed', 'disputed')),
  judgement TEXT,
  readers INTEGER NOT NULL,
  last_decision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX decisions_by_superseded ON decisions (supersedes);

CREATE VIEW v_standing AS
SELECT d.* FROM decisions d
WHERE d.judgement IN ('repackaged', 'partly_new', 'new', 'update', 'walked_back', 'copy',
                      'not_a_pledge', 'unsure')
  AND NOT EXISTS (SELECT 1 FROM decisions n WHERE n.supersedes = d.id);

CREATE TABLE queue (
  id INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL UNIQUE,
  document_id TEXT NOT NULL,
  published TEXT NOT NULL,
  source TEXT NOT NULL,
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  company TEXT,
  company_id TEXT,
  project TEXT,
  sector TEXT NOT NULL,
  country TEXT,
  operational_by INTEGER,
  quote TEXT NOT NULL,
  verdict TEXT NOT NULL,
  relation TEXT NOT NULL,
  score REAL NOT NULL,
  headline_usd INTEGER,
  net_new_low_usd INTEGER,
  net_new_high_usd INTEGER,
  sentence TEXT NOT NULL,
  stake INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;

CREATE INDEX queue_in_order ON queue (
  stake DESC, id, verdict, state, sector, country, lang, source, company_id, published,
  document_id, claim_id, headline_usd
);

CREATE INDEX queue_by_date ON queue (
  published, id, verdict, state, sector, country, lang, source, company_id, document_id, claim_id
);

CREATE INDEX queue_by_verdict ON queue (verdict, state);

CREATE INDEX queue_by_company ON queue (
  company_id, published, company, headline_usd, net_new_high_usd, verdict
);

CREATE INDEX queue_by_document ON queue (document_id);

CREATE INDEX queue_by_country ON queue (country);

CREATE INDEX queue_by_lang ON queue (lang);

CREATE INDEX queue_by_source ON queue (source);

CREATE INDEX queue_by_year ON queue (sector, operational_by, verdict, net_new_low_usd,
                                     net_new_high_usd);

CREATE VIEW queue_rows AS
SELECT NULL AS id, c.id AS claim_id, c.document_id, d.published, d.source, d.lang, d.title,
       c.company, c.company_id, c.record ->> '$.project' AS project, c.sector, c.country,
       c.operational_by, c.quote, v.verdict, v.relation, v.score, v.headline_usd,
       v.net_new_low_usd, v.net_new_high_usd, v.sentence,
       CAST(coalesce(v.headline_usd - v.net_new_high_usd, 0) * v.score AS INTEGER) AS stake,
       coalesce(r.state, 'pending') AS state
FROM verdicts v JOIN claims c ON c.id = v.claim_id JOIN documents d ON d.id = c.document_id
LEFT JOIN reviews r ON r.claim_id = c.id
WHERE d.kind <> 'trace';

CREATE VIRTUAL TABLE search_claims USING fts5(
  company, project, quote, content = 'queue', content_rowid = 'id', tokenize = 'trigram'
);

CREATE TABLE 'search_claims_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_claims_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_claims_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_claims_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TRIGGER queue_row_made AFTER INSERT ON queue BEGIN
  INSERT INTO search_claims (rowid, company, project, quote)
  VALUES (NEW.id, NEW.company, NEW.project, NEW.quote);
END;

CREATE TRIGGER queue_row_gone AFTER DELETE ON queue BEGIN
  INSERT INTO search_claims (search_claims, rowid, company, project, quote)
  VALUES ('delete', OLD.id, OLD.company, OLD.project, OLD.quote);
END;

CREATE TRIGGER verdict_made AFTER INSERT ON verdicts BEGIN
  DELETE FROM queue WHERE claim_id = NEW.claim_id;
  INSERT INTO queue SELECT * FROM queue_rows WHERE claim_id = NEW.claim_id;
END;

CREATE TRIGGER verdict_changed AFTER UPDATE ON verdicts BEGIN
  DELETE FROM queue WHERE claim_id = NEW.claim_id;
  INSERT INTO queue SELECT * FROM queue_rows WHERE claim_id = NEW.claim_id;
END;

CREATE TRIGGER verdict_gone AFTER DELETE ON verdicts BEGIN
  DELETE FROM queue WHERE claim_id = OLD.claim_id;
END;

CREATE TRIGGER claim_changed AFTER UPDATE OF record ON claims BEGIN
  DELETE FROM queue WHERE claim_id = NEW.id;
  INSERT INTO queue SELECT * FROM queue_rows WHERE claim_id = NEW.id;
END;

CREATE TRIGGER document_changed AFTER UPDATE OF title, published, lang, kind ON documents
WHEN OLD.title <> NEW.title OR OLD.published <> NEW.published OR OLD.lang <> NEW.lang
  OR OLD.kind <> NEW.kind
BEGIN
  DELETE FROM queue WHERE document_id = NEW.id;
  INSERT INTO queue SELECT * FROM queue_rows WHERE document_id = NEW.id;
END;

CREATE TRIGGER decision_counts AFTER INSERT ON decisions BEGIN
  INSERT INTO reviews (claim_id, state, judgement, readers, last_decision)
  SELECT NEW.claim_id,
         CASE WHEN count(*) = 0 THEN 'pending'
              WHEN count(DISTINCT judgement || fields) > 1 THEN 'disputed'
              WHEN count(DISTINCT reviewer) > 1 THEN 'signed'
              ELSE 'decided' END,
         CASE WHEN count(DISTINCT judgement || fields) = 1 THEN max(judgement) END,
         count(DISTINCT reviewer), NEW.id
  FROM v_standing WHERE claim_id = NEW.claim_id
  ON CONFLICT (claim_id) DO UPDATE SET state = excluded.state, judgement = excluded.judgement,
    readers = excluded.readers, last_decision = excluded.last_decision;
  UPDATE queue SET state = (SELECT state FROM reviews WHERE claim_id = NEW.claim_id)
  WHERE claim_id = NEW.claim_id;
END;

CREATE TABLE searched_documents (
  id INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE search_documents USING fts5(
  words, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE 'search_documents_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_documents_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_documents_content'(id INTEGER PRIMARY KEY, c0);

CREATE TABLE 'search_documents_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_documents_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE partners (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 80),
  token_hash TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('signed', 'all')),
  created_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT, WITHOUT ROWID;

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

CREATE INDEX links_by_source ON links (source, state, last_try);

CREATE TABLE doors (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE parked_hosts (
  host TEXT PRIMARY KEY,
  until TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE captures (
  place TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  captured_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX documents_by_title ON documents (source, title);

CREATE VIEW v_sources_health AS
SELECT name, state, reason, last_try, last_ok, last_new, newest_item, usual_items, usual_gap_days,
       failures, (SELECT count(*) FROM links l WHERE l.source = sources.name AND l.state = 'due')
       AS waiting
FROM sources;

CREATE TABLE document_keys (
  key TEXT NOT NULL,
  published TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  PRIMARY KEY (key, published, document_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_keys_by_document ON document_keys (document_id);

CREATE INDEX documents_to_verify ON documents (verified_by, published, id);

CREATE TABLE ledger_edges (
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  line_id TEXT NOT NULL,
  parent_id TEXT NOT NULL,
  PRIMARY KEY (claim_id, line_id, parent_id),
  CHECK (line_id <> parent_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ledger_edges_by_line ON ledger_edges (line_id);

CREATE TABLE claims_to_book (
  claim_id TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE lines_to_book (line_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_to_book_gone BEFORE DELETE ON claims BEGIN
  INSERT INTO lines_to_book SELECT line_id FROM ledger_claims WHERE claim_id = OLD.id
  ON CONFLICT DO NOTHING;
  INSERT INTO lines_to_book SELECT line_id FROM ledger_edges WHERE claim_id = OLD.id
  ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER claim_to_book_changed AFTER UPDATE OF record ON claims
WHEN OLD.record <> NEW.record AND EXISTS (SELECT 1 FROM verdicts WHERE claim_id = NEW.id) BEGIN
  INSERT INTO claims_to_book VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER verdict_to_book_made AFTER INSERT ON verdicts BEGIN
  INSERT INTO claims_to_book VALUES (NEW.claim_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER verdict_to_book_changed AFTER UPDATE OF record ON verdicts
WHEN OLD.record <> NEW.record BEGIN
  INSERT INTO claims_to_book VALUES (NEW.claim_id) ON CONFLICT DO NOTHING;
END;

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
