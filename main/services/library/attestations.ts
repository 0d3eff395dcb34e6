/** A person vouches for files that merely lack the marker of de-identification, or keep the scanner's identity. */
import type { Library } from '../../store/library.ts'
import type { Rows } from './rows.ts'

export interface Vouching {
  readonly who: string
  readonly project: string
  /** of a download; an import is vouched for as a whole */
  readonly study?: string
  readonly reason: string
}

/** Writes down who vouched and why. @returns by which files that it lets in name it */
export type Vouch = (vouching: Vouching) => number

export function createVouch({ transaction, audit }: Library, rows: Rows): Vouch {
  return ({ who, project, study, reason }) =>
    transaction(() => {
      audit(who, 'attested', JSON.stringify({ project, ...(study === undefined ? {} : { study }), reason }))
      const row = rows.addAttestation(new Date().toISOString(), who, project, reason)
      if (row === undefined) throw new Error('an attestation was not written')
      return row.id
    })
}
