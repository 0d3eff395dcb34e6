/**
 * What a browser takes of the memory (PSS of all its processes) because of the page in it: after a collection, without
 * what it keeps only because somebody drives it, and beside what it takes with nothing in it.
 */
import type { Measured } from './browser.ts'

const settlingMs = 2_000
/** MB; an inspected page keeps the bodies of its last answers up to less than this */
const inspectorMb = 260
/** each body is kept with some room around it, and above a few MB not at all: those that fill are as large as images */
const imageBytes = 133e3

export type Held = Pick<Measured, 'page' | 'megabytes'>

/** After a collection: what nobody needs any more is not what a page takes. */
export async function megabytesAtRest({ page, megabytes }: Held): Promise<number> {
  await page.requestGC()
  await page.waitForTimeout(settlingMs)
  return megabytes()
}

/** Before the first page: below this no page in this browser can be. */
export async function emptyMegabytes(held: Held): Promise<number> {
  await held.page.goto('data:text/html,<p>nothing')
  return megabytesAtRest(held)
}

/**
 * Whoever drives a page inspects it, and then the browser keeps what the page was answered, up to a limit, which no
 * reader's browser does. It is filled before the first study, so that it grows no further.
 *
 * @returns MB that it takes
 */
export async function fillInspector(held: Held): Promise<number> {
  const before = await megabytesAtRest(held)
  await held.page.evaluate(askUntil, { most: inspectorMb * 1e6, least: 64e3, usual: imageBytes })
  return Math.max(0, (await megabytesAtRest(held)) - before)
}

interface Filling {
  readonly most: number
  readonly least: number
  readonly usual: number
}

/** In the page: for one of its scripts again and again, until so many bytes were answered. */
async function askUntil({ most, least, usual }: Filling): Promise<void> {
  const apart = ({ decodedBodySize }: PerformanceResourceTiming): number =>
    Math.abs(Math.log(decodedBodySize / usual))
  const [script] = performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ name }) => new URL(name).origin === location.origin && /\.js$/.test(new URL(name).pathname))
    .filter(({ decodedBodySize }) => decodedBodySize >= least)
    .toSorted((a, b) => apart(a) - apart(b))
  if (script === undefined) throw new Error('the page has no script to ask for')
  for (let total = 0; total < most; ) {
    const request = new XMLHttpRequest()
    await new Promise((done, failed) => {
      request.onload = done
      request.onerror = failed
      request.open('GET', script.name)
      request.responseType = 'arraybuffer'
      request.send()
    })
    const { response } = request
    if (!(response instanceof ArrayBuffer) || response.byteLength === 0) throw new Error('there is no answer')
    total += response.byteLength
  }
}
