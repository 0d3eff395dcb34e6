/** Reads: their logs, and the objects that were signed. */
import type { Migration } from '../migrate.ts'

export const reads: Migration = {
  id: 3,
  name: 'reads',
  up: `
    /* What is said of a read here beside its key is told by its events too, and follows them in one transaction. */
    CREATE TABLE reads (
      read TEXT PRIMARY KEY,
      study TEXT NOT NULL,
      reader TEXT NOT NULL,
      project TEXT NOT NULL,
      /* name and version: a read is under one version of one protocol */
      protocol TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('open', 'signed', 'sealed')),
      /* of the result that is signed, or was last; 0 before the first */
      version INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      head TEXT NOT NULL,
      created TEXT NOT NULL,
      UNIQUE (study, reader, protocol)
    ) STRICT;
    CREATE INDEX reads_of_study ON reads (study);

    /* The bytes are the event; whatever else stands here can be read from them. */
    CREATE TABLE read_events (
      read TEXT NOT NULL REFERENCES reads (read),
      seq INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      sha256 TEXT NOT NULL,
      PRIMARY KEY (read, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER read_events_follow BEFORE INSERT ON read_events
      WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM read_events WHERE read = NEW.read)
    BEGIN
      SELECT RAISE(ABORT, 'an event follows the last one');
    END;
    CREATE TRIGGER read_events_never_change BEFORE UPDATE ON read_events BEGIN
      SELECT RAISE(ABORT, 'a read is append-only');
    END;
    CREATE TRIGGER read_events_never_go BEFORE DELETE ON read_events BEGIN
      SELECT RAISE(ABORT, 'a read is append-only');
    END;

    /* Files of a signed version; their bytes lie in blobs. */
    CREATE TABLE result_objects (
      read TEXT NOT NULL REFERENCES reads (read),
      version INTEGER NOT NULL,
      /* hash of the event that signed */
      head TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sr', 'seg', 'contours', 'result')),
      /* SOP Instance UID of an SR or SEG, kind of a JSON document: unique within its version */
      sop_instance_uid TEXT NOT NULL,
      series_uid TEXT,
      study TEXT NOT NULL,
      /* of a SEG, from 0 */
      phase INTEGER,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      created TEXT NOT NULL,
      PRIMARY KEY (read, version, kind, sop_instance_uid)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER result_objects_never_change BEFORE UPDATE ON result_objects BEGIN
      SELECT RAISE(ABORT, 'what was signed stays as it is');
    END;
  `,
}
