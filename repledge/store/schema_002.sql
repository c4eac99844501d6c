-- What the desk needs: people, the queue, what people's decisions add up to, search.

CREATE TABLE users (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 80),
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'editor')),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
  created_at TEXT NOT NULL
) STRICT;

-- `local`: a name given on this machine while the store has no users; worth nothing once it has.
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

-- Questions to a press office and what came back; append-only like decisions.
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

-- What the machine said when a person decided, and whether the person had seen it.
CREATE TABLE decision_contexts (
  decision_id INTEGER PRIMARY KEY REFERENCES decisions (id),
  verdict TEXT NOT NULL,
  rule TEXT NOT NULL,
  ruleset TEXT NOT NULL,
  blind INTEGER NOT NULL CHECK (blind IN (0, 1))
) STRICT;

-- What the standing decisions on a claim add up to; kept by the trigger on `decisions`.
CREATE TABLE reviews (
  claim_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('pending', 'decided', 'signed', 'disputed')),
  judgement TEXT,
  readers INTEGER NOT NULL,
  last_decision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX decisions_by_superseded ON decisions (supersedes);

-- Judgements of whole claims that nothing has replaced or undone.
CREATE VIEW v_standing AS
SELECT d.* FROM decisions d
WHERE d.judgement IN ('repackaged', 'partly_new', 'new', 'update', 'walked_back', 'copy',
                      'not_a_pledge', 'unsure')
  AND NOT EXISTS (SELECT 1 FROM decisions n WHERE n.supersedes = d.id);

-- One row a verdict with all that the queue sorts and filters by. Kept by triggers, because the
-- generated columns of the records cost a JSON parse a row.
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
-- All that filters and counts need, in the queue's order: no other read of the wide rows.
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

-- `stake`: money told as new that is not (headline less net-new high) times certainty.
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

-- Parts of names and quotes (three letters and more), in any script.
CREATE VIRTUAL TABLE search_claims USING fts5(
  company, project, quote, content = 'queue', content_rowid = 'id', tokenize = 'trigram'
);
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

-- Full text. The words of a document are cut in Python (repledge/store/search.py), since no
-- tokenizer of SQLite finds two-character words of Japanese and Korean.
CREATE TABLE searched_documents (
  id INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_documents USING fts5(
  words, tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO reviews (claim_id, state, judgement, readers, last_decision)
SELECT claim_id,
       CASE WHEN count(DISTINCT judgement || fields) > 1 THEN 'disputed'
            WHEN count(DISTINCT reviewer) > 1 THEN 'signed' ELSE 'decided' END,
       CASE WHEN count(DISTINCT judgement || fields) = 1 THEN max(judgement) END,
       count(DISTINCT reviewer), max(id)
FROM v_standing GROUP BY claim_id;
INSERT INTO queue SELECT * FROM queue_rows;
