/** What an analysis is remembered by: what it was made of. */
import type { Examination } from '#analysis/examination/examination.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { sha256Of } from '../reads/chain.ts'
import { identityOf } from './identity.ts'

/**
 * Of a part of an examination, with what was given and the images that it has. The contours of a beat are megabytes as
 * text, which would take longer than their volumes.
 */
export const basisOf = ({ contours, stacks, ...rest }: Examination): string =>
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
