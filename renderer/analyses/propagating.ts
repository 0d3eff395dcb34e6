/**
 * Contours that main makes from those of the open read: carried to other phases by following the pictures, or laid
 * between those of other slices and phases. Nothing is recorded: whoever asked appends what comes back as one gesture
 * (`contours-changed`, with the gesture named 'propagate' or 'interpolate'), and may leave some of it out.
 */
import type { Contour } from '#analysis/contours/contour.ts'
import type { InterpolatedAlong } from '#analysis/contours/interpolation.ts'
import { unpackContours } from '#analysis/contours/packed.ts'
import type { CarriedQuality, NotCarried } from '#analysis/examination/propagation.ts'
import type { WhichContours } from '#analysis/reading/made-contours.ts'
import type { ReadContoursProgress } from '#contract/analysis-documents/read-contours.ts'
import { client } from '../client/client.ts'

export type { WhichContours } from '#analysis/reading/made-contours.ts'

export interface MadeContours {
  /** with origin 'propagated' or 'interpolated'; empty where there was nothing to be made */
  readonly contours: readonly Contour[]
  /** of propagated ones: how well each was followed, from 3 to 1; what could not be followed is left out */
  readonly quality: readonly CarriedQuality[]
  /** slices and views on which nothing could be made, and why */
  readonly notMade: readonly NotCarried[]
  readonly warnings: readonly string[]
}

export interface Making {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** What makes contours of one read. @throws Error as a call to main does; of the signal's reason when it aborts */
export interface ContourMaker {
  propagate(which: WhichContours, making?: Making): Promise<MadeContours>
  interpolate(
    which: Omit<WhichContours, 'from'> & { readonly along?: readonly InterpolatedAlong[] },
    making?: Making,
  ): Promise<MadeContours>
}

/**
 * @param read     the open one
 * @param settled  when what was drawn is saved: main goes from what it knows
 */
export const contourMaker = (read: string, settled: () => Promise<void>): ContourMaker => ({
  async propagate(which, { signal, onProgress } = {}) {
    await settled()
    return made(await client.analyses.propagateRead({ read, ...sent(which) }, optionsOf(signal)), onProgress)
  },
  async interpolate({ along, ...which }, { signal, onProgress } = {}) {
    await settled()
    const input = { read, ...sent(which), ...(along === undefined ? {} : { along: [...along] }) }
    return made(await client.analyses.interpolateRead(input, optionsOf(signal)), onProgress)
  },
})

const optionsOf = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal })

/** Lists of its own: what is sent is no longer read only. */
const sent = ({ borders, places, from, to, replace }: WhichContours) => ({
  ...(borders === undefined ? {} : { borders: [...borders] }),
  ...(places === undefined
    ? {}
    : {
        places: places.map(({ stack, slices }) => ({
          stack,
          ...(slices === undefined ? {} : { slices: [...slices] }),
        })),
      }),
  ...(from === undefined ? {} : { from: [...from] }),
  ...(to === undefined ? {} : { to: [...to] }),
  ...(replace === undefined ? {} : { replace }),
})

async function made(
  stream: AsyncIterable<ReadContoursProgress>,
  onProgress: Making['onProgress'],
): Promise<MadeContours> {
  for await (const state of stream) {
    if (state.kind === 'working') onProgress?.(state.done, state.total)
    else if (state.kind === 'finished') {
      const { quality, notMade, warnings } = state
      return { contours: unpackContours(state), quality, notMade, warnings }
    } else return { contours: [], quality: [], notMade: [], warnings: [state.detail ?? state.unmeasured] }
  }
  throw new Error('main ended without an answer')
}
