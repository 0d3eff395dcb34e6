/**
 * Height, weight and body surface: from the registry at the exam's date, else from DICOM, else as the reader
 * entered it. Nothing is averaged and nothing is filled in.
 *
 *   Mosteller  √(H · W / 3600)      DuBois  0.007184 · H^0.725 · W^0.425      Haycock  0.024265 · H^0.3964 · W^0.5378
 *
 * H in cm, W in kg, m².
 * @source pinned definitions, "Body size"; Mosteller 1987, DuBois 1916, Haycock 1978
 */
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type SquareMetre, squareMetre } from '../units/units.ts'

export interface BodySize {
  readonly heightCm?: number
  readonly weightKg?: number
  /** given as such: the formula is then unknown */
  readonly bsa?: number
}

export const bodySizeSources = ['registry', 'dicom', 'reader'] as const
export type BodySizeSource = (typeof bodySizeSources)[number]
export type BodySizes = { readonly [S in BodySizeSource]?: BodySize | undefined }

export const bsaFormulas = ['mosteller', 'dubois', 'haycock'] as const
export type BsaFormula = (typeof bsaFormulas)[number]

export interface BodySurface {
  readonly bsa: SquareMetre
  readonly formula: BsaFormula | 'unknown'
  readonly source: BodySizeSource
}

const heights = { least: 40, most: 250 }
const weights = { least: 2, most: 350 }
/** m²: Mosteller of the smallest and the largest body that is taken */
const surfaces = { least: 0.149, most: 4.931 }
const disagreement = 0.05

/**
 * @returns unmeasured 'no-body-size' when no source says enough, 'body-size-out-of-range' outside 40 to 250 cm
 *          and 2 to 350 kg; warnings name sources that differ by more than 5 %
 */
export function bodySurface(sizes: BodySizes, formula: BsaFormula = 'mosteller'): Outcome<BodySurface> {
  const known = bodySizeSources.flatMap((source) => {
    const size = sizes[source]
    return size !== undefined && isEnough(size) ? [{ source, size }] : []
  })
  const [first] = known
  if (first === undefined) return unmeasured('no-body-size')
  const refused = outOfRange(first.size)
  if (refused !== undefined) return unmeasured('body-size-out-of-range', refused)
  const surface = surfaceOf(first.size, formula)
  const warnings = bodySizeSources.flatMap((source) => disagreements(first, source, sizes[source]))
  return measured({ ...surface, source: first.source }, warnings)
}

const isEnough = ({ heightCm, weightKg, bsa }: BodySize): boolean =>
  bsa !== undefined || (heightCm !== undefined && weightKg !== undefined)

function outOfRange({ heightCm, weightKg, bsa }: BodySize): string | undefined {
  const outside = (value: number, { least, most }: { least: number; most: number }) =>
    !(value >= least && value <= most)
  if (heightCm !== undefined && outside(heightCm, heights)) return `height ${heightCm} cm`
  if (weightKg !== undefined && outside(weightKg, weights)) return `weight ${weightKg} kg`
  return bsa !== undefined && outside(bsa, surfaces) ? `body surface ${bsa} m²` : undefined
}

function surfaceOf(size: BodySize, formula: BsaFormula): Omit<BodySurface, 'source'> {
  const { heightCm, weightKg, bsa } = size
  if (heightCm !== undefined && weightKg !== undefined)
    return { bsa: formulas[formula](heightCm, weightKg), formula }
  if (bsa === undefined) throw new RangeError('a body size without body surface')
  return { bsa: squareMetre(bsa), formula: 'unknown' }
}

/** Body surface of height (cm) and weight (kg). Only Mosteller's recomputes bit for bit on every engine. */
const formulas: Readonly<Record<BsaFormula, (heightCm: number, weightKg: number) => SquareMetre>> = {
  mosteller: (h, w) => squareMetre(Math.sqrt((h * w) / 3600)),
  dubois: (h, w) => squareMetre(0.007184 * h ** 0.725 * w ** 0.425),
  haycock: (h, w) => squareMetre(0.024265 * h ** 0.3964 * w ** 0.5378),
}

const fields = [
  { key: 'heightCm', name: 'height', unit: 'cm' },
  { key: 'weightKg', name: 'weight', unit: 'kg' },
  { key: 'bsa', name: 'body surface', unit: 'm²' },
] as const

function disagreements(
  used: { readonly source: BodySizeSource; readonly size: BodySize },
  source: BodySizeSource,
  other: BodySize | undefined,
): string[] {
  if (source === used.source || other === undefined) return []
  return fields.flatMap(({ key, name, unit }) => {
    const a = used.size[key]
    const b = other[key]
    if (a === undefined || b === undefined || Math.abs(a - b) <= disagreement * a) return []
    return [`${name} is ${a} ${unit} by ${used.source} and ${b} ${unit} by ${source}`]
  })
}
