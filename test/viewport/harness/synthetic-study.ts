/**
 * Studies made of numbers, for viewport tests: stacks with a stated geometry whose every pixel is a formula. The
 * server makes the bytes, the page gets the same `OpenedStudy` that main would give.
 */
import { createHash } from 'node:crypto'
import type { ImagePlane, Vector3 } from '#analysis/geometry/plane.ts'
import { cross, normalised } from '#analysis/geometry/plane.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import type { SeriesRole, Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { beatsPerMinute, type Mm, mm, ms } from '#analysis/units/units.ts'

/** Modality value of a pixel. */
export type Formula = (place: { column: number; row: number; slice: number; phase: number }) => number

export interface SyntheticStack {
  readonly name: string
  readonly role: SeriesRole
  readonly rows: number
  readonly columns: number
  readonly rowSpacing: Mm
  readonly columnSpacing: Mm
  readonly position: Vector3
  readonly rowDirection: Vector3
  readonly columnDirection: Vector3
  readonly slices: number
  readonly sliceSpacing: Mm
  readonly phases: number
  readonly heartRate: number
  readonly window: { readonly center: number; readonly width: number }
  readonly signed: boolean
  readonly value: Formula
}

/** What the page needs of an OpenedStudy. */
export interface ServedStudy {
  readonly stacks: readonly Stack[]
  readonly objects: Readonly<Record<string, string>>
}

export interface SyntheticStudy extends ServedStudy {
  /** raw little-endian pixels by content hash */
  readonly bytes: ReadonlyMap<string, () => Uint8Array>
}

export function syntheticStudy(recipes: readonly SyntheticStack[]): SyntheticStudy {
  const objects: Record<string, string> = {}
  const bytes = new Map<string, () => Uint8Array>()
  const stacks = recipes.map((recipe, series) =>
    stackOf(recipe, series + 1, (sopInstanceUid, slice, phase) => {
      const sha256 = createHash('sha256').update(`${recipe.name} ${sopInstanceUid}`).digest('hex')
      objects[sopInstanceUid] = sha256
      let made: Uint8Array | undefined
      bytes.set(sha256, () => {
        made ??= pixelBytes(recipe, slice, phase)
        return made
      })
    }),
  )
  return { stacks, objects, bytes }
}

function pixelBytes({ rows, columns, value }: SyntheticStack, slice: number, phase: number): Uint8Array {
  const pixels = new Int16Array(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      pixels[row * columns + column] = Math.round(value({ column, row, slice, phase }))
    }
  }
  return new Uint8Array(pixels.buffer)
}

function stackOf(
  recipe: SyntheticStack,
  series: number,
  serve: (sopInstanceUid: string, slice: number, phase: number) => void,
): Stack {
  const normal = normalised(cross(recipe.rowDirection, recipe.columnDirection))
  const rr = 60_000 / recipe.heartRate
  const seriesUid = `2.25.1.${series}`
  const times = Array.from({ length: recipe.phases }, (_, phase) => ms((phase * rr) / recipe.phases))
  const frames = Array.from({ length: recipe.slices }, (_, slice) =>
    times.map((triggerTime, phase): StackFrame => {
      const sopInstanceUid = `${seriesUid}.${slice + 1}.${phase + 1}`
      serve(sopInstanceUid, slice, phase)
      const instance = instanceOf(
        recipe,
        seriesUid,
        sopInstanceUid,
        planeOf(recipe, normal, slice),
        triggerTime,
      )
      const [facts] = instance.frames
      if (!facts) throw new RangeError('a synthetic instance has one frame')
      return { sopInstanceUid, frame: 0, instance, facts }
    }),
  )
  return {
    id: seriesUid,
    seriesUids: [seriesUid],
    description: recipe.name,
    role: recipe.role,
    seriesClass: 'cine',
    plane: 'unknown',
    contrast: 'unknown',
    evidence: [],
    confidence: 1,
    motionCorrected: false,
    frames,
    phaseCount: recipe.phases,
    axis: recipe.phases > 1 ? 'phase' : 'single',
    axisTimes: times,
    normal,
    positions: Array.from({ length: recipe.slices }, (_, slice) => mm(slice * recipe.sliceSpacing)),
    spacing: recipe.slices > 1 ? measured(recipe.sliceSpacing) : unmeasured('single-slice'),
    irregularity: 0,
    jitter: mm(0),
    rr: measured({ median: ms(rr), low: ms(rr), high: ms(rr) }),
    heartRate: measured(beatsPerMinute(recipe.heartRate)),
    gating: 'retrospective',
    coverage: 1,
    arrhythmia: false,
    phaseTimes: times,
    warnings: [],
  }
}

function planeOf(recipe: SyntheticStack, normal: Vector3, slice: number): ImagePlane {
  const away = slice * recipe.sliceSpacing
  const { position: p } = recipe
  return {
    position: [p[0] + away * normal[0], p[1] + away * normal[1], p[2] + away * normal[2]],
    rowDirection: recipe.rowDirection,
    columnDirection: recipe.columnDirection,
    rowSpacing: recipe.rowSpacing,
    columnSpacing: recipe.columnSpacing,
    rows: recipe.rows,
    columns: recipe.columns,
  }
}

function instanceOf(
  recipe: SyntheticStack,
  seriesUid: string,
  sopInstanceUid: string,
  plane: ImagePlane,
  triggerTime: ReturnType<typeof ms>,
): InstanceFacts {
  return {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
    sopInstanceUid,
    studyUid: '2.25.1',
    seriesUid,
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    frameOfReferenceUid: '2.25.1.0',
    modality: 'MR',
    imageType: ['ORIGINAL', 'PRIMARY', 'M'],
    scanningSequence: ['GR'],
    sequenceVariant: ['SS'],
    patient: {},
    trial: {},
    pixels: {
      rows: recipe.rows,
      columns: recipe.columns,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
      bitsAllocated: 16,
      bitsStored: recipe.signed ? 16 : 12,
      highBit: recipe.signed ? 15 : 11,
      signed: recipe.signed,
    },
    frames: [{ frame: 0, plane, triggerTime, rescaleSlope: 1, rescaleIntercept: 0, window: recipe.window }],
  }
}
