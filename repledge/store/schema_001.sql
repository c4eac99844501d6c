-- The spine of the store. Facts that a person or a feed asks for are columns; the whole contract
-- (repledge/contracts.py) is the JSON in `record`, and its columns are generated from it, so that
-- the two can never disagree. Money is INTEGER in whole units of its currency.

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
) STRICT;

-- What a URL answered last: the validators of the next conditional GET.
CREATE TABLE fetches (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  status INTEGER NOT NULL,
  etag TEXT,
  last_modified TEXT,
  content_hash TEXT,
  document_id TEXT,
  fetched_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest version of each page; `trace`: a known earlier pledge without a text.
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

-- Every version that was ever read; the newest one is in `documents` too.
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

-- The groups that a claim belongs to: its company's and its partners'.
CREATE TABLE claim_groups (
  group_id TEXT NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_groups_by_claim ON claim_groups (claim_id);

-- Every sum that a document names, also those that are no pledge, with the reason.
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

-- `changed_at`: the document's date when first judged, afterwards the time of the last change; so
-- a store made again from the same documents gives the same feeds.
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

-- What people said. No foreign key: a decision outlives the claim it was made on.
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

-- For reading: what a person opens first in Datasette.
CREATE VIEW v_pledges AS
SELECT c.published, c.company, v.sentence, v.verdict, v.headline_usd, v.net_new_low_usd,
       v.net_new_high_usd, v.relation, c.sector, c.country, c.region, c.operational_by, c.quote,
       d.title, d.url, d.source, d.lang, c.id AS claim_id, c.document_id
FROM claims c JOIN documents d ON d.id = c.document_id JOIN verdicts v ON v.claim_id = c.id
WHERE d.kind <> 'trace';

CREATE VIEW v_flagged AS
SELECT * FROM v_pledges WHERE verdict IN ('repackaged', 'partly_new');

CREATE VIEW v_sources_health AS
SELECT name, state, reason, last_ok, last_new, newest_item, failures FROM sources;
