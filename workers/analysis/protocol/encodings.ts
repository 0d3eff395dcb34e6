/** Velocity encodings of one series: each is a stack of its own, and each looks as if it were all of the series. */

import { say } from '../sentences/say.ts'
import { firstFrameIn } from './sight.ts'
import type { Stack } from './stack.ts'
import { distinctValues } from './what-varies.ts'

/** cm/s; a header rounds by less */
const sameEncoding = 0.5

/** @returns the stacks, with a warning on those whose series was taken with other velocity encodings too */
export function withEncodings(stacks: readonly Stack[]): Stack[] {
  const bySeries = new Map<string, number[]>()
  for (const { seriesUids, venc } of stacks)
    if (venc !== undefined)
      for (const uid of seriesUids) bySeries.set(uid, [...(bySeries.get(uid) ?? []), venc])
  return stacks.map((stack) => {
    const { venc: own } = stack
    if (own === undefined) return stack
    const said = stack.seriesUids.flatMap((uid) => {
      const vencs = distinctValues(bySeries.get(uid) ?? [], sameEncoding)
      if (vencs.length < 2) return []
      const listed = vencs.map((venc) => venc.toFixed(0)).join(', ')
      return say('stacks/holds-velocity-encodings-cm-s', { nameOf: nameOf(stack, uid), listed, own })
    })
    return said.length === 0 ? stack : { ...stack, warnings: [...stack.warnings, ...said] }
  })
}

/** As a person finds it on the scanner: by number and description, else by its UID. */
function nameOf(stack: Stack, uid: string): string {
  const { seriesNumber, seriesDescription } = firstFrameIn(stack).instance
  if (seriesNumber === undefined && seriesDescription === undefined) return say('stacks/series-uid', { uid })
  const number = seriesNumber === undefined ? '' : ` ${seriesNumber}`
  return `series${number}${seriesDescription === undefined ? '' : ` '${seriesDescription.trim()}'`}`
}
