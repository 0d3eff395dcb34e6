/** What is known of an image was read from its header by some version; a later one that reads more says so here. */
import type { Migration } from '../migrate.ts'

export const factsGeneration: Migration = {
  id: 5,
  name: 'facts-generation',
  up: `
    ALTER TABLE instances ADD COLUMN facts_generation INTEGER NOT NULL DEFAULT 1;
    /* finds the studies that an earlier version read, without going through the facts themselves */
    CREATE INDEX instances_by_generation ON instances (facts_generation, study);
  `,
}
