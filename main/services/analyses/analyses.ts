/**
 * Every analysis that the series and the contours of a read allow, each as jobs in threads, side by side; for the
 * rest the reason why not. What was found is recorded in the log of the read.
 */
import { setMaxListeners } from 'node:events'
import type { Examination } from '#analysis/examination/examination.ts'
import { packed } from '#analysis/examination/packed.ts'
import { runInclusion, runRanges } from '#analysis/examination/ranges.ts'
import { runScores } from '#analysis/examination/scores.ts'
import { leftPhases } from '#analysis/examination/volumes.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { rangeTables } from '#analysis/ranges/ranges.ts'
import { panelBasis, restsOn } from '#analysis/reading/dependence.ts'
import { say } from '#analysis/sentences/say.ts'
import { type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import { basisOf } from './basis.ts'
import { rangesDetails, segmentsDetails, volumesDetails } from './details.ts'
import { flow, mapping, perfusion, scar, strain } from './made-by-threads.ts'
import { nothingRemembered } from './memory.ts'
import { detailsOf, ended, type Finished, type Running, reporter } from './running.ts'

export interface Analysed {
  /** with ED and ES as they were used */
  readonly examination: Examination
  readonly results: AnalysisResults
}

/** Under which the volumes are remembered that others rest on. */
export const volumesOfChambers = 'volumes of chambers'

export type AnalysisResults = ReadonlyMap<AnalysisName, readonly Finished[]>

/**
 * @param only  the analyses that are asked for; volumes are made too where ED or ES has to be found from them
 * @throws Failure 'cancelled' within 200 ms of the signal
 */
export async function analyse(
  examination: Examination,
  only: readonly AnalysisName[],
  running: Running,
): Promise<Analysed> {
  const { threads, signal, onError, remembered = nothingRemembered } = running
  // every job of every analysis listens to it: that is no leak
  setMaxListeners(0, signal)
  const { phases } = examination
  // who has set both phases and asks for nothing that rests on volumes need not wait for them
  const rests =
    only.some((name) => restOnVolumes.has(name)) || phases.ed === undefined || phases.es === undefined
  const onVolumes = restsOn('volumes', examination)
  const volumes: Outcome<Volumes> = rests
    ? await remembered(volumesOfChambers, basisOf(onVolumes), () =>
        ended<Volumes>(() => threads.run('volumes', { examination: packed(onVolumes) }, { signal }), onError),
      )
    : unmeasured('no-contours', say('library/volumes-not-asked'))
  const { ed, es } = leftPhases(examination, volumes)
  const known: Examination = {
    ...examination,
    phases: { ...(ed === undefined ? {} : { ed }), ...(es === undefined ? {} : { es }) },
  }
  const makers: Readonly<Record<AnalysisName, Maker>> = {
    volumes: async () => [
      {
        outcome: volumes,
        images: contouredImages(onVolumes),
        ...detailsOf(volumes, (found) => volumesDetails(found, examination.stacks)),
      },
    ],
    segments,
    strain,
    scar,
    perfusion,
    mapping,
    flow: (part) => flow(restsOn('flow/*', part), volumes, running),
    scores: async (part) => [{ outcome: runScores(part), images: [] }],
    ranges: async (part) =>
      rangeTables.map((table) => {
        const outcome = runRanges(part, volumes, table)
        const details = detailsOf(outcome, (found) => rangesDetails(table.id, found))
        return { part: table.id, outcome, images: contouredImages(onVolumes), ...details }
      }),
    inclusion: async (part) => [{ outcome: runInclusion(part, volumes), images: contouredImages(onVolumes) }],
  }
  const asked = only.map(async (name) => {
    // by construction nothing else can change the result
    const part = restsOn(panelBasis(name), known)
    const made = await remembered(name, basisOf(part), () => makers[name](part, running))
    return [name, made] as const
  })
  return { examination: known, results: new Map(await Promise.all(asked)) }
}

type Maker = (part: Examination, running: Running) => Promise<readonly Finished[]>

const restOnVolumes: ReadonlySet<AnalysisName> = new Set(['volumes', 'flow', 'ranges', 'inclusion'])

const contouredImages = ({ contours }: Examination): ImageKey[] => contours.map(({ image }) => image)

async function segments(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, signal } = running
  const onProgress = reporter('segments', running)
  const part = packed(examination)
  const outcome = await ended(
    () => threads.run('segments', { examination: part }, { signal, onProgress }),
    running.onError,
  )
  const images = contouredImages(restsOn('segments', examination))
  return [{ outcome, images, ...detailsOf(outcome, segmentsDetails) }]
}
