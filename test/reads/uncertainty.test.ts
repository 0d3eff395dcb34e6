/**
 * What would change the numbers of an analysis, made by threads: held against areas that are known, against methods
 * whose threshold lies where another one's was moved to, and against the analysis made by hand on borders moved otherwise.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Border, Contour } from '#analysis/contours/contour.ts'
import { offset } from '#analysis/contours/offset.ts'
import { type PixelSize, polygonArea } from '#analysis/contours/polygon.ts'
import { type Examination, stacksOf } from '#analysis/examination/examination.ts'
import { loadedImages } from '#analysis/examination/images.ts'
import { mappingImages, mappingTask, runMapping } from '#analysis/examination/mapping.ts'
import { scarTask } from '#analysis/examination/scar.ts'
import {
  type AssembledStrain,
  assembledStrain,
  runStrainBeside,
  strainImages,
  strainTasks,
  type TrackedTask,
} from '#analysis/examination/strain.ts'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'
import { restsOn } from '#analysis/reading/dependence.ts'
import type { UncertaintyBudget } from '#analysis/reading/uncertainty/budget.ts'
import { pixelsOf, withOffset } from '#analysis/reading/uncertainty/moved-borders.ts'
import { at } from '#analysis/units/at.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import { discThickness } from '#analysis/volumes/discs.ts'
import { placesIn } from '#analysis/volumes/grid.ts'
import { type Asked, uncertainty } from '../../main/services/analyses/uncertainty.ts'
import { createThreads, type Threads } from '../../main/services/jobs/threads.ts'
import { loadImages } from '../../workers/pixels/load.ts'
import type { ExaminationOnDisk } from '../analysis/examination/on-disk.ts'
import { lateOfInfarct, studiesOnDisk, wholeInfarct } from '../analysis/examination/studies.ts'
import { budgetOf, rangeOf, varied } from '../analysis/reading/uncertainty/budgets.ts'
import { builtWorkers } from '../built-workers.ts'

const onDisk = studiesOnDisk()
let threads: Threads
let study: ExaminationOnDisk
let late: ExaminationOnDisk
beforeAll(async () => {
  threads = createThreads((await builtWorkers()).thread)
  study = onDisk('whole', wholeInfarct)
  late = onDisk(...lateOfInfarct)
}, 240_000)
afterAll(() => threads.close())

const told: number[] = []
function budgetsOf(asked: Asked, { examination, sources }: ExaminationOnDisk, signal?: AbortSignal) {
  told.length = 0
  const running = {
    threads,
    places: { sources, hashes: () => ({}) },
    signal: signal ?? new AbortController().signal,
    onError: (error: unknown) => {
      throw error
    },
  }
  return uncertainty(asked, examination, running, (done, total) => told.push(done / total))
}

function known<T>(outcome: Outcome<T>): T {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail ?? ''}`)
  return outcome.value
}
const numberIn = (measurements: readonly Measurement[], quantity: QuantityName, scope?: string): number => {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  if (!found || !isMeasured(found)) throw new Error(`no ${quantity} ${scope ?? ''}`)
  return found.value
}

/** Pixels of the image that a contour is drawn on. */
function pixelOf({ stacks }: Examination, { image }: Contour): PixelSize {
  const frame = stacks
    .flatMap(({ frames }) => frames.flat())
    .find((one) => one !== null && imageKeyText(one) === imageKeyText(image))
  if (!frame?.facts.plane) throw new Error('an image without a place')
  return frame.facts.plane
}
/** Half a pixel outwards, with round corners: another way than the one that budgets go. */
function outwards(examination: Examination, contour: Contour): Contour {
  const pixel = pixelOf(examination, contour)
  const by = mm(Math.min(pixel.rowSpacing, pixel.columnSpacing) / 2)
  const [ring] = offset(contour.points, by, pixel)
  if (!ring) throw new Error('nothing is left')
  return { ...contour, points: ring }
}
const withMoved = (
  examination: Examination,
  border: Border,
  record: string,
  ...roles: SeriesRole[]
): Examination => {
  const here = new Set(stacksOf(examination, ...roles).flatMap((stack) => [...placesIn(stack).keys()]))
  const used = new Set(
    restsOn(record, examination).contours.filter(({ image }) => here.has(imageKeyText(image))),
  )
  return {
    ...examination,
    contours: examination.contours.map((contour) =>
      contour.border === border && contour.closed && used.has(contour)
        ? outwards(examination, contour)
        : contour,
    ),
  }
}

const placesOnSlice = (stacks: readonly Stack[], wanted: number): ReadonlySet<string> =>
  new Set(
    stacks.flatMap((stack) =>
      [...placesIn(stack)].flatMap(([key, [slice]]) => (slice === wanted ? [key] : [])),
    ),
  )

/** In this thread. @param beside  the same with other borders, which are carried along: then it is of these */
async function strainOf(examination: Examination, beside?: Examination): Promise<AssembledStrain> {
  const part = restsOn('strain', examination)
  const plan = known(strainTasks(part))
  const [of, by] = beside ? [restsOn('strain', beside), known(strainTasks(beside))] : [part, plan]
  const tracked: TrackedTask[] = []
  for (const [k, task] of plan.tasks.entries()) {
    const images = loadedImages(await loadImages(study.sources(strainImages(task))))
    tracked.push(at(runStrainBeside(task, beside ? [at(by.tasks, k)] : [], images), beside ? 1 : 0))
  }
  return assembledStrain(of, by, tracked)
}

describe('of late enhancement', { timeout: 240_000 }, () => {
  let budgets: readonly UncertaintyBudget[]
  beforeAll(async () => {
    budgets = await budgetsOf({ analysis: 'scar' }, late)
  }, 240_000)

  it('the wall grows by what lies between its border and the one that is moved', () => {
    const { examination } = late
    const { stack, slices } = known(scarTask(examination))
    const numbers = slices.map(({ slice }) => slice)
    const thickness = known(discThickness(stack, Math.min(...numbers), Math.max(...numbers)))
    const grown = slices.reduce((sum, { image, epicardial, plane }, k) => {
      const contour: Contour = {
        image,
        border: 'lv-epicardial',
        closed: true,
        points: epicardial,
        origin: 'drawn',
      }
      const more = polygonArea(outwards(examination, contour).points, plane) - polygonArea(epicardial, plane)
      return sum + more * at(thickness, k)
    }, 0)
    const wall = budgetOf(budgets, 'lge-wall-mass')
    expect(varied(wall, 'epicardium-out') - wall.value).toBeCloseTo((1.05 * grown) / 1000, 2)
    // the wall has no threshold, and nobody drew remote myocardium
    expect(wall.lines.map(({ source }) => source)).toEqual(['contour-offset'])
  })

  it('a threshold one deviation higher is that of the method with one more', () => {
    const scar = (method: string) => budgetOf(budgets, 'scar-mass', `method:${method}`)
    expect(varied(scar('2-sd'), 'threshold-higher')).toBe(scar('3-sd').value)
    expect(varied(scar('5-sd'), 'threshold-higher')).toBe(scar('6-sd').value)
    expect(varied(scar('6-sd'), 'threshold-lower')).toBe(scar('5-sd').value)
    expect(rangeOf(scar('5-sd'), 'threshold').low).toBe(scar('6-sd').value)
    expect(scar('fwhm-remote').lines.map(({ source }) => source)).not.toContain('threshold')
  })

  it('says how far it is, and never goes back', () => {
    expect(told.at(-1)).toBeGreaterThan(0.8)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })
})

describe('of the other analyses', { timeout: 240_000 }, () => {
  it('strain is that of tissue under the border that is moved, and between another ED and ES', async () => {
    const cine = stacksOf(study.examination, 'cine-sax')
    const one = placesOnSlice(cine, 3)
    // one slice alone, so that it is followed soon
    const examination = {
      ...study.examination,
      stacks: cine,
      contours: study.examination.contours.filter(({ image }) => one.has(imageKeyText(image))),
    }
    const budgets = await budgetsOf({ analysis: 'strain' }, { ...study, examination })
    const scope = 'slice:3 layer:endocardial'
    const gcs = budgetOf(budgets, 'gcs-peak', scope)
    const { measurements, curves } = await strainOf(examination)
    expect(gcs.value).toBe(numberIn(measurements, 'gcs-peak', scope))
    const isMoved = ({ border }: Contour): boolean => border === 'lv-endocardial'
    const contours = withOffset(examination.contours, isMoved, 1, pixelsOf(cine))
    const wider = await strainOf(examination, { ...examination, contours: contours ?? [] })
    expect(varied(gcs, 'endocardium-out')).toBe(numberIn(wider.measurements, 'gcs-peak', scope))
    expect(Math.abs(varied(gcs, 'endocardium-out') - gcs.value)).toBeGreaterThan(0.1)

    // another ES is where strain is read
    const { ed, es } = examination.phases
    if (ed === undefined || es === undefined) throw new Error('the contours name no ED or ES')
    const later = await strainOf({ ...examination, phases: { ed, es: es + 1 } })
    expect(varied(budgetOf(budgets, 'gcs-es', scope), 'es-after')).toBe(
      numberIn(later.measurements, 'gcs-es', scope),
    )
    expect(varied(gcs, 'es-after')).toBe(gcs.value)

    // another ED is another length that all are held against: 1 + e' = (1 + e(t)) / (1 + e(ED'))
    const curve = curves.find(
      ({ kind, scope: of }) => kind === 'gcs' && of.slice === 3 && of.layer === 'endocardial',
    )?.curve
    if (!curve?.measured) throw new Error('the slice has a curve')
    const { values } = curve.value
    const atEs = 1 + at(values, es) / 100
    expect(varied(budgetOf(budgets, 'gcs-es', scope), 'ed-after')).toBeCloseTo(
      100 * (atEs / (1 + at(values, ed + 1) / 100) - 1),
      9,
    )
  })

  it('a map is read in the wall that is moved, and of one parameter alone', async () => {
    const budgets = await budgetsOf({ analysis: 'mapping', part: 't1-native' }, study)
    const native = budgetOf(budgets, 't1-native')
    const part = restsOn(
      'mapping/t1-native',
      withMoved(study.examination, 'lv-endocardial', 'mapping/t1-native', 'molli-native'),
    )
    const task = known(mappingTask(part, 't1-native'))
    const images = loadedImages(await loadImages(study.sources(mappingImages(task))))
    expect(varied(native, 'endocardium-out')).toBeCloseTo(
      numberIn(runMapping(part, task, images).measurements, 't1-native'),
      0,
    )
    expect(budgets.every(({ quantity }) => quantity.startsWith('t1-native'))).toBe(true)
  })

  it('a vessel has the largest area of its border moved', async () => {
    const budgets = await budgetsOf({ analysis: 'flow', part: 'aorta' }, study)
    const largest = budgetOf(budgets, 'flow-area-max', 'region:aorta')
    const { examination } = study
    const areas = examination.contours
      .filter(({ border }) => border === 'vessel')
      .map((contour) => polygonArea(outwards(examination, contour).points, pixelOf(examination, contour)))
    expect(varied(largest, 'vessel-out')).toBeCloseTo(Math.max(...areas), 0)
  })

  it('a wall is half a pixel thinner where its cavity is half a pixel wider', async () => {
    const budgets = await budgetsOf({ analysis: 'segments' }, study)
    const cine = study.examination.stacks.find(({ role }) => role === 'cine-sax')
    const plane = cine?.frames[0]?.[0]?.facts.plane
    if (!plane) throw new Error('no cine')
    const half = Math.min(plane.rowSpacing, plane.columnSpacing) / 2
    const thickness = budgetOf(budgets, 'wall-ed', 'segment:7')
    expect(thickness.value - varied(thickness, 'endocardium-out')).toBeCloseTo(half, 1)
    expect(varied(thickness, 'epicardium-out') - thickness.value).toBeCloseTo(half, 1)
  })

  it('scores have none, and what is stopped ends', async () => {
    expect(await budgetsOf({ analysis: 'scores' }, study)).toEqual([])
    const stop = new AbortController()
    const asked = budgetsOf({ analysis: 'strain' }, study, stop.signal)
    stop.abort()
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  })
})
