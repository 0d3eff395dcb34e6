/** What is known of a registry and its projects, what was fetched from it, and what waits to be sent to it. */
import type { Migration } from '../migrate.ts'

export const registry: Migration = {
  id: 2,
  name: 'registry',
  up: `
    /* The one registry of this library. Its secret is not here but in a file that only its owner can read. */
    CREATE TABLE registry (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      url TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('midwall', 'dicomweb')),
      account TEXT NOT NULL,
      /* the registry's own name where its address may change from start to start, else its address */
      identity TEXT NOT NULL
    ) STRICT;

    CREATE TABLE projects (
      project TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      /* ProjectRules as JSON */
      rules TEXT NOT NULL,
      /* Permission[] as JSON, of the account that asked last */
      permissions TEXT NOT NULL,
      identity TEXT NOT NULL
    ) STRICT;

    CREATE TABLE remote_studies (
      study TEXT PRIMARY KEY,
      project TEXT NOT NULL,
      /* SharedStudy as JSON */
      shared TEXT NOT NULL,
      /* 0 once the registry no longer lists it */
      listed INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX remote_studies_of_project ON remote_studies (project);

    CREATE TABLE downloads (
      study TEXT PRIMARY KEY,
      project TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'paused', 'failed', 'complete')),
      problem TEXT,
      /* whether the list of expected instances is whole */
      listed INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE download_instances (
      study TEXT NOT NULL REFERENCES downloads (study) ON DELETE CASCADE,
      sop_instance_uid TEXT NOT NULL,
      series TEXT NOT NULL,
      /* what is stored stands in the library's own index; 'expected' and there is stored */
      status TEXT NOT NULL CHECK (status IN ('expected', 'quarantined', 'refused')),
      reason TEXT,
      PRIMARY KEY (study, sop_instance_uid)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE outbox (
      id TEXT PRIMARY KEY,
      identity TEXT NOT NULL,
      project TEXT NOT NULL,
      study TEXT NOT NULL,
      read TEXT NOT NULL,
      version INTEGER NOT NULL,
      head TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sr', 'seg', 'contours', 'result')),
      uid TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      /* 'sending' is written before the first byte leaves: after a crash the registry is asked first */
      status TEXT NOT NULL CHECK (status IN ('waiting', 'sending', 'checking', 'done', 'conflict', 'blocked')),
      tries INTEGER NOT NULL DEFAULT 0,
      /* milliseconds since 1970 */
      next_try INTEGER NOT NULL DEFAULT 0,
      detail TEXT,
      created TEXT NOT NULL,
      UNIQUE (read, version, kind, uid)
    ) STRICT;
    CREATE INDEX outbox_due ON outbox (status, next_try);
    CREATE TRIGGER outbox_never_shrinks BEFORE DELETE ON outbox BEGIN
      SELECT RAISE(ABORT, 'what was to be sent is never forgotten');
    END;

    CREATE TABLE receipts (
      id TEXT PRIMARY KEY,
      read TEXT NOT NULL,
      version INTEGER NOT NULL,
      at TEXT NOT NULL,
      head TEXT NOT NULL,
      registry TEXT NOT NULL,
      /* ReceiptView['objects'] as JSON */
      objects TEXT NOT NULL,
      UNIQUE (read, version)
    ) STRICT;

    CREATE TABLE withdrawals (
      id TEXT PRIMARY KEY,
      project TEXT NOT NULL,
      /* Withdrawal as JSON */
      withdrawal TEXT NOT NULL,
      /* when its studies were removed here; null while that is not finished */
      applied TEXT
    ) STRICT;
  `,
}
