/** The same studies in OHIF, in the same browser and at the same size, as it is delivered. */
import type { LaunchOptions, Page } from 'playwright-core'
import { hasOrthanc, noOrthanc, type Orthanc, startOrthanc } from '../../../registry/servers/orthanc.ts'
import { type Figure, figure, type Part, rounded } from '../../figures.ts'
import { type NoiseStudy, noiseStudy } from '../../files/synthetic.ts'
import { freshPage, type Measured, openBrowser } from '../browser.ts'
import { comparedStudies, type Extent } from '../extent.ts'
import { spreadOf } from '../latencies.ts'
import { type Cine, cines, freeRunning, toOpen } from '../library.ts'
import { emptyMegabytes, fillInspector, megabytesAtRest } from '../memory.ts'
import { dragSpline, giveCanvas, leaveViewer, listed, openInViewer } from './reading.ts'
import { fetchOhif, ohifVersion, serveOhif, type Viewer } from './viewer.ts'
import { watchPeer } from './watching.ts'

const settlingMs = 2_000
const allHereMs = 60_000
/** images a second, as much as its field takes */
const freeRate = 60

/** As its users have the best of it: what nothing tells to be a beat opens as a plain stack. */
const flat: NoiseStudy = { ...freeRunning.one, subject: 'flat', untimed: true }

export async function ohifPart(extent: Extent, browser: LaunchOptions): Promise<Part> {
  if (!hasOrthanc) return { figures: {}, aims: [], skipped: [`OHIF: ${noOrthanc}`] }
  const fetched = fetchOhif()
  if ('missing' in fetched) return { figures: {}, aims: [], skipped: [`OHIF: ${fetched.missing}`] }
  const archive = await startOrthanc()
  try {
    for (const study of [...toOpen.slice(0, comparedStudies), ...cines, freeRunning.one, flat])
      await store(archive, study)
    const viewer = await serveOhif(fetched.folder, archive)
    const measured = await openBrowser(watchPeer, browser)
    try {
      return { figures: { version: ohifVersion, ...(await figuresOf(measured, viewer, extent)) }, aims: [] }
    } finally {
      await measured.close()
      await viewer.close()
    }
  } finally {
    await archive.stop()
  }
}

async function store(archive: Orthanc, study: NoiseStudy): Promise<void> {
  for (const file of noiseStudy(study)) await archive.put(file)
}

async function figuresOf(measured: Measured, viewer: Viewer, extent: Extent) {
  const { page } = measured
  const [first] = toOpen
  if (!first) throw new Error('no study was made')
  const emptyMb = await emptyMegabytes(measured)
  await listed(page, viewer.url, first.subject)
  const kept = await fillInspector(measured)
  const clicks: number[] = []
  const whole: number[] = []
  const memory: number[] = []
  let address = ''
  for (const { subject } of toOpen.slice(0, comparedStudies)) {
    const began = performance.now()
    clicks.push(await openInViewer(page, subject))
    whole.push(await allHere(viewer, began))
    if (address === '') address = page.url()
    memory.push((await megabytesAtRest(measured)) - kept)
    await leaveViewer(page, subject)
  }
  const [cold = 0, ...warm] = clicks
  const navigation: number[] = []
  for (let round = 0; round < extent.rounds; round++) navigation.push(await navigated(measured, address))
  return {
    clickToFirstImageCold: figure('ms', [cold]),
    clickToFirstImage: figure('ms', warm),
    navigationToFirstImage: figure('ms', navigation),
    allImages: figure('ms', whole),
    emptyMb: Math.round(emptyMb),
    memoryInStudyMb: memory.map(Math.round),
    inspectorMb: Math.round(kept),
    ...(await played(page, viewer, extent)),
    splineDrag: await dragged(page, extent),
  }
}

/** Until no image was asked for during a second. */
async function allHere(viewer: Viewer, began: number): Promise<number> {
  const quietMs = 1_000
  let [seen, changed] = [viewer.frames(), performance.now()]
  while (performance.now() - changed < quietMs && performance.now() - began < allHereMs) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (viewer.frames() !== seen) [seen, changed] = [viewer.frames(), performance.now()]
  }
  return changed - began
}

/** Straight to the study in a profile of its own, with nothing in the caches of the browser. */
async function navigated(measured: Measured, address: string): Promise<number> {
  const { page, close } = await freshPage(measured, watchPeer)
  await page.goto(address)
  const ms = await page.evaluate(() => window.peer.pictureSinceNavigation())
  await close()
  return ms
}

async function played(page: Page, viewer: Viewer, { cineMs }: Extent) {
  const skipped: Record<string, Figure> = {}
  let canvas: { readonly width: number; readonly height: number } | undefined
  const shown = async (perSecond: number): Promise<readonly number[]> => {
    await page.evaluate((rate) => window.peer.playAt(rate), perSecond)
    await page.waitForTimeout(settlingMs)
    await page.evaluate(() => window.peer.recordImages())
    await page.waitForTimeout(cineMs)
    const times = await page.evaluate(() => window.peer.recordedImages())
    await page.evaluate(() => window.peer.playAt(0))
    return times
  }
  const perSecondOf = (times: readonly number[]): number =>
    times.length < 2 ? 0 : ((times.length - 1) / ((times.at(-1) ?? 0) - (times[0] ?? 0))) * 1000
  const open = async ({ subject }: NoiseStudy): Promise<void> => {
    await openInViewer(page, subject)
    const { width, height } = await giveCanvas(page)
    canvas = { width: rounded(width), height: rounded(height) }
    await allHere(viewer, performance.now())
  }
  for (const cine of cines) {
    await open(cine)
    const due = (cine.phases * cine.beatsPerMinute) / 60
    const reached = perSecondOf(await shown(due))
    skipped[nameOf(cine)] = figure('%', [100 * Math.max(0, 1 - reached / due)])
    await leaveViewer(page, cine.subject)
  }
  const freeFps: Record<string, Figure> = {}
  for (const [name, study] of [
    ['asItOpensIt', freeRunning.one],
    ['asFlatStack', flat],
  ] as const) {
    await open(study)
    freeFps[name] = figure('fps', [perSecondOf(await shown(freeRate))])
    await leaveViewer(page, study.subject)
  }
  return { canvas, skipped, freeFps }
}

const nameOf = ({ phases, beatsPerMinute }: Cine): string => `${phases} phases at ${beatsPerMinute} bpm`

async function dragged(page: Page, { movesInRound, rounds }: Extent) {
  await openInViewer(page, flat.subject)
  await page.waitForTimeout(settlingMs)
  await dragSpline(page, rounds * movesInRound, movesInRound)
  const answers = await page.evaluate(() => window.peer.recordedMoves())
  await leaveViewer(page, flat.subject)
  return spreadOf([answers], 'contour')
}
