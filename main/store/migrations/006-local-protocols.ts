/** Protocols of projects that no registry has, as they were attached; the last of a project is in force, null is none. */
import type { Migration } from '../migrate.ts'

export const localProtocols: Migration = {
  id: 6,
  name: 'local-protocols',
  up: `
    CREATE TABLE local_protocols (
      id INTEGER PRIMARY KEY,
      project TEXT NOT NULL,
      protocol TEXT,
      attached_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX local_protocols_by_project ON local_protocols (project, id);
  `,
}
