/** Header facts of a whole examination in one vendor's words, and which role each image has. */
import type { Vector3 } from '#analysis/geometry/plane.ts'
import { type ImageKey, type InstanceFacts, imageKeyText } from '#analysis/protocol/facts.ts'
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'
import { mm } from '#analysis/units/units.ts'
import { heart } from '../../heart.ts'
import { asAcquired, type Dialect } from './dialects.ts'
import { type Acquisition, prescribe, type Vocabulary } from './prescription.ts'

export interface ExaminationOptions {
  readonly dialect: Dialect
  /** of the whole body, in degrees about x, y and z */
  readonly turned?: readonly [number, number, number]
  /** of the heart about its own axis */
  readonly spin?: number
  readonly words?: Vocabulary
  readonly noise?: number
  readonly seed?: number
  readonly acquisitions?: (all: Acquisition[]) => readonly Acquisition[]
}

export interface Examination {
  readonly instances: readonly InstanceFacts[]
  /** role of each image, and which part of which acquisition it is of */
  readonly truth: ReadonlyMap<string, { readonly role: SeriesRole; readonly part: string }>
}

/** Uniform in [−1, 1], the same for the same seed. */
function noiseOf(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

export function turn(v: Vector3, [x, y, z]: readonly [number, number, number]): Vector3 {
  const about = (angle: number, [a, b]: readonly [number, number]): readonly [number, number] => {
    const t = (angle * Math.PI) / 180
    return [Math.cos(t) * a - Math.sin(t) * b, Math.sin(t) * a + Math.cos(t) * b]
  }
  const [y1, z1] = about(x, [v[1], v[2]])
  const [z2, x2] = about(y, [z1, v[0]])
  const [x3, y3] = about(z, [x2, y1])
  return [x3, y3, z2]
}

export function examine(options: ExaminationOptions): Examination {
  const { dialect, turned = [0, 0, 0], noise = 1e-5, seed = 1, acquisitions = (all) => all } = options
  const random = noiseOf(seed)
  const body = heart([0.62, -0.57, -0.53], options.spin ?? 0)
  const truth = new Map<string, { role: SeriesRole; part: string }>()
  const instances = acquisitions(prescribe(body)).flatMap((prescribed, number) => {
    const acquisition = asAcquired(prescribed, dialect)
    const perSlice = dialect.seriesPerSlice && acquisition.name === 'sax'
    const made = acquisition.parts.flatMap((part, p) =>
      acquisition.slices.flatMap((place, slice) =>
        Array.from({ length: acquisition.counts }, (_, count): InstanceFacts => {
          const header = dialect.header({ acquisition, part, slice, count, noise: random() })
          const series = ['1.2', number, dialect.partsTogether ? 0 : p, perSlice ? slice : 0].join('.')
          const jitter = (v: Vector3): Vector3 => [
            v[0] + noise * random(),
            v[1] + noise * random(),
            v[2] + noise * random(),
          ]
          const { instance, frame } = header
          const file: InstanceFacts = {
            sopClassUid: `1.2.840.10008.5.1.4.1.1.4${dialect.enhanced ? '.1' : ''}`,
            sopInstanceUid: `${series}.${p}.${slice}.${count}`,
            studyUid: '1.2',
            seriesUid: series,
            transferSyntaxUid: '1.2.840.10008.1.2.1',
            modality: 'MR',
            manufacturer: dialect.manufacturer,
            seriesNumber: 100 * number + p + 1,
            instanceNumber: slice * acquisition.counts + count + 1,
            imageType: [],
            scanningSequence: [],
            sequenceVariant: [],
            patient: {},
            trial: {},
            pixels: {
              rows: 256,
              columns: 256,
              samplesPerPixel: 1,
              photometricInterpretation: 'MONOCHROME2',
              bitsAllocated: 16,
              bitsStored: 12,
              highBit: 11,
              signed: false,
            },
            ...(options.words === undefined ? {} : { seriesDescription: options.words[acquisition.word] }),
            ...instance,
            frames: [
              {
                frame: 0,
                plane: {
                  position: turn(place.origin, turned),
                  rowDirection: jitter(turn(place.row, turned)),
                  columnDirection: jitter(turn(place.column, turned)),
                  rowSpacing: mm(acquisition.pixel ?? 1.5),
                  columnSpacing: mm(acquisition.pixel ?? 1.5),
                  rows: 256,
                  columns: 256,
                },
                sliceThickness: mm(acquisition.physics.volume ? 3 : 8),
                rescaleSlope: 1,
                rescaleIntercept: 0,
                ...frame,
              },
            ],
          }
          truth.set(imageKeyText({ sopInstanceUid: file.sopInstanceUid, frame: 0 }), {
            role: part.role,
            part: `${acquisition.name}/${p}`,
          })
          return file
        }),
      ),
    )
    return dialect.enhanced ? objects(made, truth) : made
  })
  return { instances, truth }
}

/** One object a series, its images as frames. */
function objects(
  files: readonly InstanceFacts[],
  truth: Map<string, { role: SeriesRole; part: string }>,
): InstanceFacts[] {
  const series = new Map<string, InstanceFacts[]>()
  for (const file of files) series.set(file.seriesUid, [...(series.get(file.seriesUid) ?? []), file])
  return [...series.values()].map((members) => {
    const [first] = members
    if (first === undefined) throw new RangeError('a series has images')
    const frames = members.flatMap((file, frame) => {
      const own = truth.get(imageKeyText({ sopInstanceUid: file.sopInstanceUid, frame: 0 }))
      if (own === undefined) throw new RangeError('an image has a role')
      truth.delete(imageKeyText({ sopInstanceUid: file.sopInstanceUid, frame: 0 }))
      truth.set(imageKeyText({ sopInstanceUid: `${first.seriesUid}.0`, frame }), own)
      return file.frames.map((one) => ({ ...one, frame }))
    })
    return { ...first, sopInstanceUid: `${first.seriesUid}.0`, frames }
  })
}

const keysOf = (stack: Stack): ImageKey[] => stack.frames.flat().filter((frame) => frame !== null)

export interface Confusion {
  /** images by true and found role, where these differ: 'lge-sax as other' */
  readonly wrong: ReadonlyMap<string, number>
  /** parts that became several stacks, or share one with another */
  readonly torn: readonly string[]
  readonly images: number
  readonly right: number
}

/** @param wholeParts  names of acquisitions that are more than one stack by nature */
export function compare(
  { truth }: Examination,
  stacks: readonly Stack[],
  wholeParts = new Set(['scout/0']),
): Confusion {
  const wrong = new Map<string, number>()
  const homes = new Map<string, Set<string>>()
  const torn: string[] = []
  let right = 0
  for (const stack of stacks) {
    const parts = new Set<string>()
    for (const key of keysOf(stack)) {
      const own = truth.get(imageKeyText(key))
      if (own === undefined) throw new RangeError(`no truth for ${imageKeyText(key)}`)
      parts.add(own.part)
      if (own.role === stack.role) right += 1
      else {
        const name = `${own.part} ${own.role} as ${stack.role}`
        wrong.set(name, (wrong.get(name) ?? 0) + 1)
      }
    }
    if (parts.size > 1) torn.push(`${[...parts].join(' and ')} are one stack`)
    for (const part of parts) homes.set(part, (homes.get(part) ?? new Set()).add(stack.id))
  }
  for (const [part, ids] of homes)
    if (ids.size > 1 && !wholeParts.has(part)) torn.push(`${part} is ${ids.size} stacks`)
  return { wrong, torn, images: truth.size, right }
}
