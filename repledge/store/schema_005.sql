-- Where a document is found again (verify/keys.py): party, place and sector, names, sums.
CREATE TABLE document_keys (
  key TEXT NOT NULL,
  published TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  PRIMARY KEY (key, published, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_keys_by_document ON document_keys (document_id);
CREATE INDEX documents_to_verify ON documents (verified_by, published, id);

-- Which claim made a line of the ledger the part of another.
CREATE TABLE ledger_edges (
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  line_id TEXT NOT NULL,
  parent_id TEXT NOT NULL,
  PRIMARY KEY (claim_id, line_id, parent_id),
  CHECK (line_id <> parent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_edges_by_line ON ledger_edges (line_id);

-- (OR IGNORE would not do in these triggers: the policy of the outer statement counts.)
-- What the ledger has not taken in yet: claims judged anew, and lines that lost a claim.
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

-- Documents of older stores have no keys yet: the next run files them and judges all anew.
UPDATE documents SET verified_by = '' WHERE verified_by IS NOT NULL;
DELETE FROM ledger_lines;
