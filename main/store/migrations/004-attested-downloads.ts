/** A download may be vouched for, and stays so when it is resumed; what of it is held back is known by its content. */
import type { Migration } from '../migrate.ts'

export const attestedDownloads: Migration = {
  id: 4,
  name: 'attested-downloads',
  up: `
    ALTER TABLE downloads ADD COLUMN attestation INTEGER REFERENCES attestations (id);
    /* of an instance that was held back */
    ALTER TABLE download_instances ADD COLUMN sha256 TEXT;
  `,
}
