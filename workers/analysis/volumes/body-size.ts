/**
 * Height, weight and body surface: from the registry at the exam's date, else from DICOM, else as the reader
 * entered it. Nothing is averaged and nothing is filled in.
 *
 *   Mosteller  √(H · W / 3600)      DuBois  0.007184 · H^0.725 · W^0.425      Haycock  0.024265 · H^0.3964 · W^0.5378
 *
 * H in cm, W in kg, m².
 * @source definitions in ../README.md, "Body size"; Mosteller, N Engl J Med 1987;317:1098, DuBois, Arch Intern Med
 *         1916;17:863, Haycock, J Pediatr 1978;93:62 (formulas read at second hand, globalrph.com)
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type SquareMetre, squareMetre } from '../units/units.ts'

export interface BodySize {
  readonly heightCm?: number
  readonly weightKg?: number
  /** given as such: the formula is then unknown */
  readonly bsa?: number
}

const bodySizeSources = ['registry', 'dicom', 'reader'] as const
export type BodySizeSource = (typeof bodySizeSources)[number]
export type BodySizes = { readonly [S in BodySizeSource]?: BodySize | undefined }

export const bsaFormulas = ['mosteller', 'dubois', 'haycock'] as const
export type BsaFormula = (typeof bsaFormulas)[number]

export interface BodySurface {
  readonly bsa: SquareMetre
  readonly formula: BsaFormula | 'unknown'
  readonly source: BodySizeSource
  /** absent where only the body surface is given */
  readonly heightCm?: number
}

const heights = { least: 40, most: 250 }
const weights = { least: 2, most: 350 }
/** m²: Mosteller of the smallest and the largest body that is taken */
const surfaces = { least: 0.149, most: 4.931 }
const disagreement = 0.05

/**
 * @returns unmeasured 'no-body-size' when the sources do not say enough, 'body-size-out-of-range' outside 40 to
 *          250 cm and 2 to 350 kg; warnings name sources that differ by more than 5 %
 */
export function bodySurface(sizes: BodySizes, formula: BsaFormula = 'mosteller'): Outcome<BodySurface> {
  const used = firstEnough(sizes, formula) ?? together(sizes, formula)
  if (used === undefined) return unmeasured('no-body-size')
  const refused = outOfRange(used.size)
  if (refused !== undefined) return unmeasured('body-size-out-of-range', refused)
  const { heightCm } = used.size
  const height = heightCm === undefined ? {} : { heightCm }
  return measured({ ...used.surface, source: used.source, ...height }, [
    ...used.warnings,
    ...contradiction(used, formula),
    ...bodySizeSources.flatMap((source) => disagreements(used, source, sizes[source], formula)),
  ])
}

interface UsedSize {
  readonly source: BodySizeSource
  readonly size: BodySize
  readonly surface: Surface
  readonly warnings: readonly string[]
}

function firstEnough(sizes: BodySizes, formula: BsaFormula): UsedSize | undefined {
  for (const source of bodySizeSources) {
    const size = sizes[source] ?? {}
    const surface = surfaceOf(size, formula)
    if (surface !== undefined) return { source, size, surface, warnings: [] }
  }
  return undefined
}

/** Where no source says both, each of height and weight from the first that says it; the later one is named. */
function together(sizes: BodySizes, formula: BsaFormula): UsedSize | undefined {
  const first = (key: 'heightCm' | 'weightKg') =>
    bodySizeSources.find((source) => sizes[source]?.[key] !== undefined)
  const [ofHeight, ofWeight] = [first('heightCm'), first('weightKg')]
  if (ofHeight === undefined || ofWeight === undefined) return undefined
  const [heightCm, weightKg] = [sizes[ofHeight]?.heightCm, sizes[ofWeight]?.weightKg]
  if (heightCm === undefined || weightKg === undefined) return undefined
  const source = bodySizeSources.indexOf(ofHeight) > bodySizeSources.indexOf(ofWeight) ? ofHeight : ofWeight
  const warnings = [say('volumes/height-weight', { ofHeight, ofWeight })]
  const surface = { bsa: formulas[formula](heightCm, weightKg), formula }
  return { source, size: { heightCm, weightKg }, surface, warnings }
}

function outOfRange({ heightCm, weightKg, bsa }: BodySize): string | undefined {
  const outside = (value: number, { least, most }: { least: number; most: number }) =>
    !(value >= least && value <= most)
  if (heightCm !== undefined && outside(heightCm, heights)) return say('volumes/of-height', { heightCm })
  if (weightKg !== undefined && outside(weightKg, weights)) return say('volumes/of-weight', { weightKg })
  return bsa !== undefined && outside(bsa, surfaces) ? say('volumes/of-body-surface', { bsa }) : undefined
}

type Surface = Pick<BodySurface, 'bsa' | 'formula'>

/** By height and weight where both are known, else as given. */
function surfaceOf({ heightCm, weightKg, bsa }: BodySize, formula: BsaFormula): Surface | undefined {
  if (heightCm !== undefined && weightKg !== undefined)
    return { bsa: formulas[formula](heightCm, weightKg), formula }
  return bsa === undefined ? undefined : { bsa: squareMetre(bsa), formula: 'unknown' }
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
  { key: 'bsa', name: say('volumes/body-surface'), unit: 'm²' },
] as const

function disagreements(
  used: UsedSize,
  source: BodySizeSource,
  other: BodySize | undefined,
  formula: BsaFormula,
): string[] {
  if (source === used.source || other === undefined) return []
  // a body surface is held against height and weight too, where one of the two sources only has the other
  const given = [used.size, other].some(({ bsa }) => bsa !== undefined)
  const [mine, theirs] = given
    ? [withSurface(used.size, formula), withSurface(other, formula)]
    : [used.size, other]
  return fields.flatMap(({ key, name, unit }) => {
    const a = mine[key]
    const b = theirs[key]
    if (a === undefined || b === undefined || Math.abs(a - b) <= disagreement * a) return []
    return [
      say('volumes/sources-differ', {
        name,
        a: rounded(a),
        unit,
        source: used.source,
        b: rounded(b),
        otherUnit: unit,
        otherSource: source,
      }),
    ]
  })
}

/** A source may say a body surface that its own height and weight do not have. */
function contradiction({ source, size }: UsedSize, formula: BsaFormula): string[] {
  const { bsa, heightCm, weightKg } = size
  if (bsa === undefined || heightCm === undefined || weightKg === undefined) return []
  const computed = formulas[formula](heightCm, weightKg)
  return Math.abs(bsa - computed) <= disagreement * computed
    ? []
    : [say('volumes/body-surface-m-given-m', { bsa: rounded(bsa), source, computed: rounded(computed) })]
}

function withSurface(size: BodySize, formula: BsaFormula): BodySize {
  const bsa = size.bsa ?? surfaceOf(size, formula)?.bsa
  return bsa === undefined ? size : { ...size, bsa }
}

const rounded = (value: number): string => String(Math.round(value * 100) / 100)
