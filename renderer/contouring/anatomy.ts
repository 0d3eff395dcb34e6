/** What is drawn on which images: the borders and points that a stack can show, the usual ones first. */
import { type Border, borders, type Contour, mayRepeat } from '#analysis/contours/contour.ts'
import { type LandmarkKind, landmarkKinds } from '#analysis/contours/landmark.ts'
import type { HeartPlane, SeriesClass, Stack } from '#analysis/protocol/stack.ts'

type Shown = Pick<Stack, 'plane' | 'seriesClass'>

const longAxes: ReadonlySet<HeartPlane> = new Set(['2ch', '3ch', '4ch', 'lax', 'lvot', 'rvot'])

const wall: readonly Border[] = ['lv-endocardial', 'lv-epicardial']
const ofMap: readonly Border[] = [...wall, 'blood-pool', 'region', 'lge-exclusion']

const byClass: Readonly<Partial<Record<SeriesClass, readonly Border[]>>> = {
  perfusion: [...wall, 'blood-pool', 'lge-exclusion', 'region'],
  't1-map': ofMap,
  't2-map': ofMap,
  't2star-map': ofMap,
  'ecv-map': ofMap,
  molli: ofMap,
  t2prep: ofMap,
  t2star: ofMap,
  'flow-magnitude': ['vessel', 'region'],
  'flow-phase': ['vessel', 'region'],
  '4d-flow': ['vessel', 'region'],
}

/** In the order of the chooser. */
export function bordersOn({ plane, seriesClass }: Shown): readonly Border[] {
  const found = byClass[seriesClass]
  if (found) return found
  const long = longAxes.has(plane)
  switch (seriesClass) {
    case 'lge':
      return long
        ? [...wall, 'lge-scar', 'lge-no-reflow']
        : [...wall, 'lge-remote', 'lge-exclusion', 'lge-no-reflow', 'lge-scar']
    case 'cine':
    case 'realtime':
    case 'tagging':
    case 'black-blood':
      if (plane === 'sax') return [...wall, 'lv-papillary', 'rv-endocardial', 'rv-epicardial']
      return long ? [...wall, 'la-endocardial', 'ra-endocardial', 'rv-endocardial', 'rv-epicardial'] : borders
    default:
      return borders
  }
}

export function landmarksOn({ plane, seriesClass }: Shown): readonly LandmarkKind[] {
  if (seriesClass.includes('flow')) return []
  switch (plane) {
    case 'sax':
      return ['rv-insertion-anterior', 'rv-insertion-inferior']
    case '4ch':
      return ['mitral-septal', 'mitral-lateral', 'lv-apex', 'tricuspid-septal', 'tricuspid-lateral']
    case '2ch':
    case '3ch':
    case 'lax':
    case 'lvot':
      return ['mitral-septal', 'mitral-lateral', 'lv-apex']
    default:
      return landmarkKinds
  }
}

const openOnLongAxis: ReadonlySet<Border> = new Set([
  ...wall,
  'rv-endocardial',
  'rv-epicardial',
  'la-endocardial',
  'ra-endocardial',
])

/** Whether a border ends at the valve, instead of running round: its ends are those of the annulus. */
export const isOpen = (border: Border, { plane }: Pick<Stack, 'plane'>): boolean =>
  longAxes.has(plane) && openOnLongAxis.has(border)

/** For a border that may come several times, the first number that no other of them has. */
export function freePart(border: Border, onImage: readonly Contour[]): number {
  if (!mayRepeat(border)) return 0
  const taken = new Set(onImage.filter((one) => one.border === border).map(({ part = 0 }) => part))
  let part = 0
  while (taken.has(part)) part += 1
  return part
}

/** What names the part of a contour: nothing for the first, as in files. */
export const partOf = (part: number): { readonly part?: number } => (part === 0 ? {} : { part })
