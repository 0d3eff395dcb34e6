/** Image facts without images: a cine of known planes and times, as a scanner's headers would say it. */
import { cross, type ImagePlane, normalised, type Vector3 } from '#analysis/geometry/plane.ts'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { mm, ms } from '#analysis/units/units.ts'

export interface Frame {
  readonly position: Vector3
  readonly row?: Vector3
  readonly column?: Vector3
  readonly uid: string
  readonly series?: string
  readonly instance?: Partial<InstanceFacts>
  readonly facts?: Partial<FrameFacts>
  readonly pixel?: number
  readonly size?: number
}

/** One classic single-frame instance. */
export function instance(frame: Frame): InstanceFacts {
  const size = frame.size ?? 256
  return {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
    sopInstanceUid: frame.uid,
    studyUid: '1.2.3',
    seriesUid: frame.series ?? '1.2.3.1',
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    modality: 'MR',
    imageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'],
    scanningSequence: ['GR'],
    sequenceVariant: ['SS'],
    patient: {},
    trial: {},
    pixels: {
      rows: size,
      columns: size,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
      bitsAllocated: 16,
      bitsStored: 12,
      highBit: 11,
      signed: false,
    },
    frames: [
      {
        frame: 0,
        plane: {
          position: frame.position,
          rowDirection: frame.row ?? [1, 0, 0],
          columnDirection: frame.column ?? [0, 1, 0],
          rowSpacing: mm(frame.pixel ?? 1.5),
          columnSpacing: mm(frame.pixel ?? 1.5),
          rows: size,
          columns: size,
        },
        rescaleSlope: 1,
        rescaleIntercept: 0,
        ...frame.facts,
      },
    ],
    ...frame.instance,
  }
}

export interface Cine {
  readonly slices: number
  readonly phases: number
  readonly spacing?: number
  readonly rr?: number
  readonly series?: string
  readonly thickness?: number
  readonly row?: Vector3
  readonly column?: Vector3
  readonly origin?: Vector3
  readonly size?: number
  readonly instance?: Partial<InstanceFacts>
  readonly facts?: (slice: number, phase: number) => Partial<FrameFacts>
}

export const uidOf = (series: string, slice: number, phase: number): string => `${series}.${slice}.${phase}`

/** A retrospective cine: frames stamped at their middle, as GE does, covering the whole RR. */
export function cine(options: Cine): InstanceFacts[] {
  const { slices, phases, spacing = 10, rr = 800, series = '1.2.3.1' } = options
  const row = options.row ?? [1, 0, 0]
  const column = options.column ?? [0, 1, 0]
  const normal = normalised(cross(row, column))
  const origin = options.origin ?? [0, 0, 0]
  return Array.from({ length: slices }, (_, slice) =>
    Array.from({ length: phases }, (_, phase) =>
      instance({
        uid: uidOf(series, slice, phase),
        series,
        row,
        column,
        ...(options.size === undefined ? {} : { size: options.size }),
        position: [
          origin[0] + slice * spacing * normal[0],
          origin[1] + slice * spacing * normal[1],
          origin[2] + slice * spacing * normal[2],
        ],
        instance: { instanceNumber: slice * phases + phase + 1, ...options.instance },
        facts: {
          triggerTime: ms(((phase + 0.5) * rr) / phases),
          nominalInterval: ms(rr),
          sliceThickness: mm(options.thickness ?? 8),
          ...options.facts?.(slice, phase),
        },
      }),
    ),
  ).flat()
}

/** The same file with all its frames in another place, or of pixels of another size. */
export const withPlane = (
  file: InstanceFacts,
  change: (plane: ImagePlane) => Partial<ImagePlane>,
): InstanceFacts => ({
  ...file,
  frames: file.frames.map((frame) =>
    frame.plane === undefined ? frame : { ...frame, plane: { ...frame.plane, ...change(frame.plane) } },
  ),
})

/** A fixed shuffle: the same for the same seed. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items]
  let state = seed >>> 0
  for (let i = result.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = state % (i + 1)
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) {
      result[i] = b
      result[j] = a
    }
  }
  return result
}
