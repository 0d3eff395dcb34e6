/** What an analysis is remembered by: what it was made of. */
import { createHash } from 'node:crypto'
import type { Examination } from '#analysis/examination/examination.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { sha256Of } from '../reads/chain.ts'
import { identityOf } from './identity.ts'

export interface Basis {
  /** within this process */
  readonly here: string
  /** from one process to the next: what the contours and the images are, not which */
  lasting(hashes: HashesOf): string
}

/** SOP Instance UID to content hash */
export type HashesOf = (images: readonly ImageKey[]) => Readonly<Record<string, string>>

/**
 * Of a part of an examination, with what was given and the images that it has. The contours of a beat are megabytes as
 * text, which would take longer than their volumes: here they go by who they are, and only for a file by what they say.
 */
export const basisOf = (part: Examination): Basis => ({
  here: hereOf(part),
  lasting: (of) => lastingOf(part, of),
})

const hereOf = ({ contours, stacks, ...rest }: Examination): string =>
  sha256Of(
    Buffer.from(
      JSON.stringify([
        contours.map(identityOf),
        rest,
        stacks.map(({ id, frames }) => [id, frames.flat().map((frame) => frame && imageKeyText(frame))]),
      ]),
      'utf8',
    ),
  )

function lastingOf({ contours, stacks, ...rest }: Examination, hashesOf: HashesOf): string {
  const keys = stacks.flatMap(({ frames }) => frames.flat()).filter((frame) => frame !== null)
  const hash = createHash('sha256')
  for (const digest of contours.map(digestOf).sort()) hash.update(digest)
  hash.update(JSON.stringify(rest))
  for (const { frames, ...said } of stacks) {
    hash.update(JSON.stringify(said))
    hash.update(JSON.stringify(frames.map((slice) => slice.map((frame) => frame && imageKeyText(frame)))))
  }
  hash.update(JSON.stringify(Object.entries(hashesOf(keys)).sort()))
  return hash.digest('hex')
}

const digests = new WeakMap<object, string>()

/** Of a value that is never changed, only replaced, as a contour: made once. */
function digestOf(value: object): string {
  const known = digests.get(value)
  if (known !== undefined) return known
  const digest = sha256Of(Buffer.from(JSON.stringify(value), 'utf8'))
  digests.set(value, digest)
  return digest
}
