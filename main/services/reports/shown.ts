/**
 * Curves, maps and masks of the analyses that a report states. They are not in the log: they are those that were kept,
 * or are made again, and are shown only where they come with the numbers that the log has.
 */
import type { TimeCurve } from '#analysis/examination/curves.ts'
import { pixelStatus } from '#analysis/mapping/relaxation.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { examinationOf } from '#analysis/reading/examined.ts'
import { analysisIn, recordName } from '#analysis/reading/record-name.ts'
import type { RecordedAnalysis } from '#analysis/reading/state.ts'
import {
  nothingShown,
  type Shown,
  type ShownFirstPass,
  type ShownMap,
  type ShownScar,
  type ShownVessel,
  shownPerfusionMaps,
} from '#analysis/report/printed/source.ts'
import { tissue } from '#analysis/scar/obstruction.ts'
import { type AnalysisName, analysisNames } from '#contract/analysis-documents/analyses.ts'
import type {
  AnalysisDetails,
  EcvDetails,
  FlowDetails,
  MappingDetails,
  PerfusionDetails,
  ScarDetails,
} from '#contract/analysis-documents/details.ts'
import { analyse } from '../analyses/analyses.ts'
import type { ImagePlaces } from '../analyses/examination.ts'
import type { Remembered } from '../analyses/memory.ts'
import { foundIn, isSaidBy } from '../analyses/records.ts'
import type { Finished } from '../analyses/running.ts'
import type { Threads } from '../jobs/threads.ts'
import type { OpenRead } from '../reads/opened-reads.ts'
import type { ReadStudy } from '../reads/study.ts'

interface Showing {
  readonly threads: Threads
  readonly places: ImagePlaces
  readonly remembered: Remembered
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => string
}

/** @param names  of the records that are reported, of analyses that have something to show */
export async function shownOf(
  { state }: OpenRead,
  study: ReadStudy,
  names: readonly string[],
  showing: Showing,
): Promise<Shown> {
  const records = names.flatMap((name) => state.analyses.get(name) ?? [])
  let shown = nothingShown
  // what was given with an order is the same for all that one order made
  for (const given of new Set(records.map((record) => JSON.stringify(record.given)))) {
    const members = records.filter((record) => JSON.stringify(record.given) === given)
    const [first] = members
    if (first === undefined) continue
    const only = analysisNames.filter((name) => members.some(({ analysis }) => analysisIn(analysis) === name))
    const { results } = await analyse(examinationOf(state, study, first.given), only, {
      ...showing,
      onProgress: () => {},
    })
    for (const record of members) {
      const found = finishedOf(record, results.get(analysisIn(record.analysis) as AnalysisName) ?? [])
      shown =
        found === undefined
          ? { ...shown, missing: [...shown.missing, record.analysis] }
          : withFound(shown, study.stacks, found.curves ?? [], found.details)
    }
  }
  return shown
}

/** With the numbers of the record, or it is another. */
const finishedOf = (record: RecordedAnalysis, parts: readonly Finished[]): Finished | undefined =>
  parts.find(
    ({ part, outcome }) =>
      recordName(analysisIn(record.analysis), part) === record.analysis &&
      foundIn(outcome).some((one) => isSaidBy(record, one)),
  )

function withFound(
  shown: Shown,
  stacks: readonly Stack[],
  curves: readonly TimeCurve[],
  details: AnalysisDetails | undefined,
): Shown {
  const all = { ...shown, curves: [...shown.curves, ...curves] }
  switch (details?.kind) {
    case 'mapping':
      return { ...all, maps: [...shown.maps, ...mapsOf(details.parameter, details, stacks)] }
    case 'ecv':
      return { ...all, maps: [...shown.maps, ...mapsOf('ecv', details, stacks)] }
    case 'scar':
      return { ...all, scars: [...shown.scars, ...scarsOf(details)] }
    case 'perfusion':
      return { ...all, firstPasses: [...shown.firstPasses, ...firstPassesOf(details, stacks)] }
    case 'flow':
      return { ...all, vessels: [...shown.vessels, ...vesselsOf(details)] }
    default:
      return all
  }
}

/** @throws RangeError for an image of no series: what was analysed came from one */
function inSeries(stacks: readonly Stack[], image: ImageKey): Pick<ShownMap, 'slice' | 'slices'> {
  const key = imageKeyText(image)
  for (const { frames } of stacks) {
    const slice = frames.findIndex((phases) =>
      phases.some((one) => one !== null && imageKeyText(one) === key),
    )
    if (slice >= 0) return { slice, slices: frames.length }
  }
  throw new RangeError(`image ${key} is in no series`)
}

const mapsOf = (
  parameter: ShownMap['parameter'],
  { maps }: Pick<MappingDetails | EcvDetails, 'maps'>,
  stacks: readonly Stack[],
): ShownMap[] =>
  maps.map(({ image, plane, value, status, drawn: { endocardial, epicardial } }) => ({
    parameter,
    ...inSeries(stacks, image),
    image,
    plane,
    value,
    // a report knows fitted from not
    status: status.map((one) => (one === pixelStatus.fitted ? 0 : 1)),
    borders: {
      ...(endocardial === undefined ? {} : { endocardial }),
      ...(epicardial === undefined ? {} : { epicardial }),
    },
  }))

const scarsOf = ({ slices, methods }: ScarDetails): ShownScar[] =>
  methods.flatMap(({ name, slices: found }) =>
    found.flatMap(({ slice, state }): ShownScar[] => {
      const place = slices.find((one) => one.slice === slice)
      if (place === undefined) return []
      const pixelsOf = (kind: number): number[] => Array.from(place.index).filter((_, k) => state[k] === kind)
      const { image, plane } = place
      const [enhanced, obstructed] = [pixelsOf(tissue.scar), pixelsOf(tissue.obstructed)]
      return [{ method: name, slice, image, plane, enhanced, obstructed }]
    }),
  )

const firstPassesOf = ({ states }: PerfusionDetails, stacks: readonly Stack[]): ShownFirstPass[] =>
  (['stress', 'rest'] as const).flatMap((state) =>
    (states[state]?.slices ?? []).flatMap(({ images, plane, drawnOn, curves }): ShownFirstPass[] => {
      const image = images[drawnOn]
      if (image === undefined) return []
      const of = curves.measured ? curves.value.maps : undefined
      const known = shownPerfusionMaps.flatMap((name) => {
        const map = of?.maps[name]
        return map?.measured ? [[name, map.value] as const] : []
      })
      const [wall, maps] = [of?.index ?? new Uint32Array(), Object.fromEntries(known)]
      return [{ state, ...inSeries(stacks, image), image, plane, wall, maps }]
    }),
  )

function vesselsOf({ vessel, images, curve, border }: FlowDetails): ShownVessel[] {
  const [first] = curve
  if (first === undefined) return []
  const most = curve.reduce((best, one) => (Math.abs(one.rate) > Math.abs(best.rate) ? one : best), first)
  const [image, line] = [images[most.phase], border?.borders[most.phase]]
  return image === undefined || line === undefined ? [] : [{ vessel, image, time: most.time, border: line }]
}
