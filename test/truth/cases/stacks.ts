/** Slices, phases and beats of synthetic series, beside the numbers that the series were made with. */

import { describeStack, type StackDescription } from '#analysis/protocol/describe.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { beatsPerMinute, mm, ms } from '#analysis/units/units.ts'
import { shortAxis, usualHeart } from '../../analysis/heart.ts'
import { cineFolder, factsIn, patients, reference } from '../../analysis/sunnybrook.ts'
import { type Cine, cine, shuffled, withPlane } from '../../analysis/synthetic.ts'
import { sharedFolder } from '../../shared.ts'
import type { TruthCases, TruthRow } from '../row.ts'

const source = 'test/analysis/synthetic.ts'

const largest = (files: readonly InstanceFacts[]): StackDescription => {
  const [first] = sortIntoStacks(shuffled(files, 17)).stacks
  if (first === undefined) throw new RangeError('no stack')
  return describeStack(first)
}

const row = (
  quantity: string,
  what: string,
  unit: string,
  truth: number,
  measured: number | undefined,
  tolerance = 1e-6,
): TruthRow => ({
  analysis: 'stacks',
  quantity,
  case: what,
  unit,
  truth,
  measured,
  tolerance: { absolute: tolerance },
  source,
})

const numberOf = (outcome: Outcome<number>): number | undefined =>
  outcome.measured ? outcome.value : undefined

const sax = (options: Partial<Cine> = {}) => shortAxis(usualHeart, options)

export const stacks: TruthCases = () => [...geometry(), ...beats(), ...axes(), ...split(), ...real()]

function geometry(): TruthRow[] {
  const oblique = largest(sax({ spacing: 9.6, thickness: 7 }))
  const overlapping = largest(sax({ spacing: 6, thickness: 8 }))
  const gapped = largest(sax().filter(({ frames }) => !isAt(frames[0]?.plane?.position, sax(), 4)))
  const moved = largest(
    cine({ slices: 8, phases: 20 }).map((file, k) =>
      k === 70 ? withPlane(file, () => ({ position: [0, 0, 30 + 1.5] })) : file,
    ),
  )
  const uneven = largest(
    [0, 10, 20, 30, 42, 52, 62].flatMap((z, k) =>
      cine({ slices: 1, phases: 20, series: `1.${k}`, origin: [0, 0, z] }),
    ),
  )
  return [
    row('slice spacing', 'oblique short axis, 9.6 mm, thickness 7 mm', 'mm', 9.6, numberOf(oblique.spacing)),
    row('gap between slices', 'oblique short axis, 9.6 mm, thickness 7 mm', 'mm', 2.6, numberOf(oblique.gap)),
    row('extent of the stack', '10 slices, 9.6 mm apart', 'mm', 86.4, oblique.extent),
    row('gap between slices', 'slices of 8 mm every 6 mm: an overlap', 'mm', -2, numberOf(overlapping.gap)),
    row('slice spacing', 'the fifth of ten slices is missing', 'mm', 10, numberOf(gapped.spacing)),
    row('slices before the missing one', 'the fifth of ten slices is missing', '1', 4, after(gapped)),
    row('irregularity', 'the fifth of ten slices is missing', '1', 1, gapped.irregularity),
    row('jitter', 'one image 1.5 mm off its slice', 'mm', 1.5, moved.jitter),
    row('irregularity', 'one gap of 12 mm among gaps of 10 mm', '1', 0.2, uneven.irregularity),
    row('slices', 'seven series of one slice each', '1', 7, uneven.sliceCount),
  ]
}

const after = ({ missingAfter }: StackDescription): number | undefined =>
  missingAfter[0] === undefined ? undefined : missingAfter[0] + 1

/** Whether a position is that of one slice of some files. */
function isAt(
  position: readonly number[] | undefined,
  files: readonly InstanceFacts[],
  slice: number,
): boolean {
  const own = files[slice * 25]?.frames[0]?.plane?.position
  return position !== undefined && own !== undefined && position.every((value, k) => value === own[k])
}

function beats(): TruthRow[] {
  const rrs = [750, 731, 779, 800]
  const varied = largest(
    rrs.flatMap((rr, slice) =>
      cine({ slices: 1, phases: 20, rr, series: `1.${slice}`, origin: [0, 0, slice * 10] }),
    ),
  )
  const prospective = largest(
    cine({ slices: 3, phases: 20, rr: 700, facts: () => ({ nominalInterval: ms(1000) }) }),
  )
  const arrhythmic = largest(
    cine({ slices: 3, phases: 20, rr: 800, facts: () => ({ lowRR: ms(640), highRR: ms(1000) }) }),
  )
  const holed = largest(cine({ slices: 4, phases: 20 }).filter((_, k) => k !== 47))
  const stated = largest(
    cine({
      slices: 2,
      phases: 20,
      rr: 500,
      facts: () => ({ nominalInterval: ms(0), heartRate: beatsPerMinute(60) }),
    }),
  )
  return [
    row(
      'RR',
      'four slices of 750, 731, 779, 800 ms',
      'ms',
      764.5,
      varied.rr.measured ? varied.rr.value.median : undefined,
    ),
    row(
      'heart rate',
      'four slices of 750, 731, 779, 800 ms',
      '/min',
      60_000 / 764.5,
      numberOf(varied.heartRate),
    ),
    row(
      'longest RR',
      'four slices of 750, 731, 779, 800 ms',
      'ms',
      800,
      varied.rr.measured ? varied.rr.value.high : undefined,
    ),
    row('coverage of the beat', 'frames end at 700 of 1000 ms', '1', 0.7, prospective.coverage),
    row(
      'prospective stacks',
      'frames end at 700 of 1000 ms',
      '1',
      1,
      prospective.gating === 'prospective' ? 1 : 0,
    ),
    row(
      'RR',
      'no interval, 60/min, frames end at 500 ms',
      'ms',
      1000,
      stated.rr.measured ? stated.rr.value.median : undefined,
    ),
    row('arrhythmic stacks', 'RR from 640 to 1000 about 800 ms', '1', 1, arrhythmic.arrhythmia ? 1 : 0),
    row('holes', 'one of 80 images missing', '1', 1, holed.holes.length),
    row('phase of the hole', 'eighth phase of the third slice missing', '1', 8, phaseOf(holed)),
  ]
}

const phaseOf = ({ holes: [hole] }: StackDescription): number | undefined => hole && hole.phase + 1

function axes(): TruthRow[] {
  const pass = largest(
    cine({
      slices: 3,
      phases: 60,
      spacing: 20,
      facts: (slice, count) => ({
        triggerTime: ms(100 + 150 * slice + ((count * 7919) % 13)),
        nominalInterval: ms(830),
        acquisitionTime: timeOf(36_000 + count * 0.83 + 0.15 * slice),
      }),
    }),
  )
  const times = [110, 960, 190, 1810, 1040, 2660, 270, 3510]
  const curve = largest(
    cine({
      slices: 3,
      phases: times.length,
      facts: (_, count) => ({ triggerTime: ms(600), inversionTime: ms(times[count] ?? 0) }),
    }),
  )
  const apart = largest(
    Array.from({ length: 25 }, (_, phase) =>
      cine({ slices: 8, phases: 25 })
        .filter((_, k) => k % 25 === phase)
        .map((file) => ({ ...file, seriesUid: `1.${phase}`, seriesNumber: phase + 1 })),
    ).flat(),
  )
  return [
    row(
      'last of 60 dynamics',
      'a beat of 830 ms, delays after R that jitter',
      'ms',
      59 * 830,
      pass.axisTimes?.[59],
      0.01,
    ),
    row('third of eight inversion times', 'acquired in another order', 'ms', 270, curve.axisTimes?.[2]),
    row('phases', 'a cine as 25 series of one phase each', '1', 25, apart.phaseCount),
    row('slices', 'a cine as 25 series of one phase each', '1', 8, apart.sliceCount),
  ]
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
const timeOf = (seconds: number): string =>
  `${two(seconds / 3600)}${two((seconds / 60) % 60)}${two(seconds % 60)}.${String(Math.round((seconds % 1) * 1e6)).padStart(6, '0')}`

function split(): TruthRow[] {
  const resized = sortIntoStacks([
    ...sax({ slices: 8, series: '1.1' }),
    ...sax({ slices: 9, series: '1.2', size: 208 }).slice(8 * 25),
  ]).stacks
  return [
    row('stacks', 'the ninth slice has another matrix', '1', 2, resized.length),
    row(
      'stacks that name their kin',
      'the ninth slice has another pixel size',
      '1',
      2,
      sortIntoStacks([
        ...sax({ slices: 8, series: '1.1' }),
        ...coarser(sax({ slices: 9, series: '1.2' }).slice(8 * 25)),
      ]).stacks.filter(({ warnings }) => warnings.some((warning) => warning.includes('same prescription')))
        .length,
    ),
  ]
}

const coarser = (files: readonly InstanceFacts[]): InstanceFacts[] =>
  files.map((file) => withPlane(file, () => ({ rowSpacing: mm(1.8), columnSpacing: mm(1.8) })))

/** Beside what other code computed from the same files. */
function real(): TruthRow[] {
  const shared = sharedFolder
  if (shared === undefined) return []
  return patients.flatMap((patient) => {
    const truth = reference(shared, patient)
    const stack = largest([...factsIn(cineFolder(shared, patient)).values()])
    const from = { source: 'shared/data/sunnybrook/dicom/reference_from_expert_contours.json' }
    return [
      {
        ...row(
          'slice spacing',
          `Sunnybrook ${patient}`,
          'mm',
          truth.slice_spacing_mm_from_IPP,
          numberOf(stack.spacing),
          0.01,
        ),
        ...from,
      },
      { ...row('slices', `Sunnybrook ${patient}`, '1', truth.slices_total, stack.sliceCount), ...from },
      { ...row('phases', `Sunnybrook ${patient}`, '1', truth.phases, stack.phaseCount), ...from },
      {
        ...row(
          'heart rate',
          `Sunnybrook ${patient}`,
          '/min',
          Number(truth.HeartRate_tag),
          numberOf(stack.heartRate),
          2,
        ),
        ...from,
      },
    ]
  })
}
