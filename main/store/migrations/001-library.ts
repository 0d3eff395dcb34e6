/** What the library holds, what it held back, and who did what. */
import type { Migration } from '../migrate.ts'

export const library: Migration = {
  id: 1,
  name: 'library',
  up: `
    CREATE TABLE readers (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      registry_account TEXT,
      /* absent: can read, cannot sign */
      verifier TEXT,
      created TEXT NOT NULL
    ) STRICT;

    CREATE TABLE studies (
      study TEXT PRIMARY KEY,
      project TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('here', 'withdrawn')),
      /* 1 until the slices of all its images were looked at together */
      unchecked INTEGER NOT NULL DEFAULT 0,
      added TEXT NOT NULL
    ) STRICT;

    CREATE TABLE attestations (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      who TEXT NOT NULL,
      project TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;

    CREATE TABLE instances (
      sop_instance_uid TEXT PRIMARY KEY,
      study TEXT NOT NULL REFERENCES studies (study),
      series TEXT NOT NULL,
      sop_class TEXT NOT NULL,
      sha256 TEXT NOT NULL UNIQUE,
      bytes INTEGER NOT NULL,
      /* digest of the patient's id, to notice two patients in one study */
      patient TEXT,
      trial_subject TEXT,
      /* the pseudonym under which the subject may be shown */
      subject TEXT,
      /* InstanceFacts as JSON; absent for what is no image */
      facts TEXT,
      /* FrameIndex as JSON: where each frame's bytes lie in the file */
      frames TEXT,
      warnings TEXT NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('import', 'download')),
      attestation INTEGER REFERENCES attestations (id),
      /* the quarantine entry from which a person let it go */
      released TEXT,
      added TEXT NOT NULL
    ) STRICT;
    CREATE INDEX instances_of_study ON instances (study);
    CREATE INDEX instances_of_series ON instances (series, study);

    CREATE TABLE quarantine (
      entry TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      project TEXT NOT NULL,
      file TEXT NOT NULL,
      study TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      findings TEXT NOT NULL,
      releasable INTEGER NOT NULL,
      /* where a conflict lies: 'instance', 'series', 'study' or 'position', and the UID it is about */
      conflict TEXT,
      conflict_about TEXT,
      source TEXT NOT NULL CHECK (source IN ('import', 'download'))
    ) STRICT;
    CREATE INDEX quarantine_by_hash ON quarantine (sha256);
    CREATE INDEX quarantine_of_study ON quarantine (study);
    CREATE INDEX quarantine_by_conflict ON quarantine (conflict, conflict_about);

    /* Bytes that may lie in a store while no row names them: written before its row, or awaiting removal. */
    CREATE TABLE unsettled (
      store TEXT NOT NULL CHECK (store IN ('objects', 'quarantine')),
      sha256 TEXT NOT NULL,
      PRIMARY KEY (store, sha256)
    ) STRICT;

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      who TEXT NOT NULL,
      what TEXT NOT NULL,
      about TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN
      SELECT RAISE(ABORT, 'the audit is append-only');
    END;
    CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit BEGIN
      SELECT RAISE(ABORT, 'the audit is append-only');
    END;
  `,
}
