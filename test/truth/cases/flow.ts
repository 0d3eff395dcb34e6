import { flowThroughVessel } from '#analysis/flow/flow.ts'
import type { FlowInput, FlowOptions } from '#analysis/flow/input.ts'
import { flowRelations } from '#analysis/flow/relations.ts'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { measured } from '#analysis/units/outcome.ts'
import { ml } from '#analysis/units/units.ts'
import {
  circle,
  healthyAorta,
  leakingAorta,
  lobeVolume,
  partialVolumeLoss,
  phaseContrast,
  radiusAt,
  siemens,
  type VesselModel,
} from '../flow/model.ts'
import { syntheticAorta } from '../flow/synthetic-aorta.ts'
import type { TruthCases, TruthRow } from '../row.ts'

const closedForm = 'test/truth/flow/model.ts'

const numberOf = (measurements: readonly Measurement[], quantity: QuantityName): number | undefined => {
  const found = measurements.find((m) => m.quantity === quantity)
  return found !== undefined && isMeasured(found) ? found.value : undefined
}

const measuredOn = (input: FlowInput, options?: FlowOptions) => {
  const { measurements } = flowThroughVessel(input, options)
  return (quantity: QuantityName) => numberOf(measurements, quantity)
}

const row = (
  quantity: QuantityName,
  on: string,
  unit: string,
  truth: number,
  measuredValue: number | undefined,
  tolerance: TruthRow['tolerance'],
  source = closedForm,
): TruthRow => ({
  analysis: 'flow',
  quantity,
  case: on,
  unit,
  truth,
  measured: measuredValue,
  tolerance,
  source,
})

/** As of the acceptance: net flow within 2 %. */
const twoPercent = { relative: 0.02 } as const

export const flow: TruthCases = () => [
  ...steady(),
  ...beats(),
  ...aliased(),
  ...offsets(),
  ...byPhantom(),
  ...vendors(),
  ...gatings(),
  ...moving(),
  ...tilted(),
  ...generated(),
  ...relations(),
]

/** The loss at the wall is a mean over all places of the grid; one place differs from it by less than this share. */
const placing = 0.0005

function steady(): TruthRow[] {
  // 100 cm/s on the axis of a tube of 12 mm: v0 π R² / 2
  const rate = (model: VesselModel): number | undefined => {
    const input = phaseContrast({
      lobes: [{ from: -450, to: 450, height: 100 }],
      encode: (v) => v,
      noise: 0,
      ...model,
    })
    const { curve } = flowThroughVessel(
      { ...input, manufacturer: 'Philips' },
      { background: { surface: 'none' }, direction: 'as-stored' },
    )
    return curve[0]?.rate
  }
  const truth = (100 * Math.PI * 1.2 ** 2) / 2
  return [
    row('flow-rate-peak', 'parabolic profile, pixels of 1.5 mm', 'mL/s', truth, rate({}), {
      relative: partialVolumeLoss(1.5, 12) + placing,
    }),
    row(
      'flow-rate-peak',
      'parabolic profile, pixels of 2.5 mm',
      'mL/s',
      truth,
      rate({ pixel: 2.5, size: 64, centre: [31.2, 30.7] }),
      { relative: partialVolumeLoss(2.5, 12) + placing },
    ),
    row(
      'flow-rate-peak',
      'parabolic profile less its loss at the wall, pixels of 2.5 mm',
      'mL/s',
      truth * (1 - partialVolumeLoss(2.5, 12)),
      rate({ pixel: 2.5, size: 64, centre: [31.2, 30.7] }),
      { relative: placing },
    ),
  ]
}

function beats(): TruthRow[] {
  const healthy = measuredOn(phaseContrast({ noise: 5, seed: 3 }))
  const leaking = measuredOn(phaseContrast({ lobes: leakingAorta, noise: 5, seed: 4 }))
  const forward = lobeVolume(healthyAorta, 12)
  const on = 'aortic regurgitation of 30 %, noise of 5 cm/s'
  return [
    row('flow-net', 'one lobe, noise of 5 cm/s', 'mL', forward, healthy('flow-net'), twoPercent),
    row(
      'flow-co',
      'one lobe, noise of 5 cm/s',
      'L/min',
      (forward * 60) / 900,
      healthy('flow-co'),
      twoPercent,
    ),
    row('flow-v-peak', 'one lobe, noise of 5 cm/s', 'cm/s', 110, healthy('flow-v-peak'), { relative: 0.05 }),
    row('flow-gradient', 'one lobe, noise of 5 cm/s', 'mm[Hg]', 4 * 1.1 ** 2, healthy('flow-gradient'), {
      relative: 0.1,
    }),
    row(
      'flow-v-mean',
      'one lobe, noise of 5 cm/s',
      'cm/s',
      (110 / 2) * (330 / 2 / 900),
      healthy('flow-v-mean'),
      twoPercent,
    ),
    row('flow-net', on, 'mL', 0.7 * forward, leaking('flow-net'), twoPercent),
    row('flow-forward', on, 'mL', forward, leaking('flow-forward'), twoPercent),
    row('flow-backward', on, 'mL', 0.3 * forward, leaking('flow-backward'), twoPercent),
    row('flow-rf', on, '%', 30, leaking('flow-rf'), { absolute: 1 }),
  ]
}

function aliased(): TruthRow[] {
  const forward = lobeVolume(healthyAorta, 12)
  const venc80 = measuredOn(phaseContrast({ venc: 80, noise: 3, seed: 5 }))
  const venc60 = measuredOn(phaseContrast({ venc: 60, noise: 2, seed: 6, lobes: leakingAorta }))
  return [
    row(
      'flow-net',
      'VENC 80 under a peak of 110 cm/s, wrapped',
      'mL',
      forward,
      venc80('flow-net'),
      twoPercent,
    ),
    row('flow-v-peak', 'VENC 80 under a peak of 110 cm/s, wrapped', 'cm/s', 110, venc80('flow-v-peak'), {
      relative: 0.05,
    }),
    row('flow-rf', 'VENC 60, wrapped, regurgitation of 30 %', '%', 30, venc60('flow-rf'), { absolute: 1 }),
  ]
}

function offsets(): TruthRow[] {
  const forward = lobeVolume(healthyAorta, 12)
  const tilted = phaseContrast({ offset: [1.5, 0.02, -0.015], noise: 7.5, seed: 7 })
  const corrected = measuredOn(tilted)
  // Δ = 1 cm/s over the vessel and the beat: what stays when nothing is corrected
  const plain = measuredOn(phaseContrast({ offset: [1, 0, 0] }), { background: { surface: 'none' } })
  const [dx, dy] = [(47.3 - 47.5) * 1.5, (48.6 - 47.5) * 1.5]
  return [
    row(
      'flow-offset',
      'plane of 0.02 cm/s per mm, noise of 5 % of VENC',
      'cm/s',
      1.5 + 0.02 * dx - 0.015 * dy,
      corrected('flow-offset'),
      { absolute: 0.05 },
    ),
    row(
      'flow-net',
      'plane of 0.02 cm/s per mm, noise of 5 % of VENC',
      'mL',
      forward,
      corrected('flow-net'),
      twoPercent,
    ),
    row(
      'flow-net',
      'offset of 1 cm/s left in place',
      'mL',
      forward + Math.PI * 1.2 ** 2 * 0.9,
      plain('flow-net'),
      { relative: 0.01 },
    ),
  ]
}

/** A background of no simple shape, as a phantom of the same scan shows it. */
function byPhantom(): TruthRow[] {
  const forward = lobeVolume(healthyAorta, 12)
  const shape = (i: number): number => 2 + 1.5 * Math.sin((i % 96) / 9) * Math.cos(Math.floor(i / 96) / 11)
  const shifted = (pixels: Float32Array): Float32Array =>
    pixels.map((p, i) => siemens((p * 150) / 4096 + shape(i), 150))
  const input = phaseContrast({ noise: 3, seed: 14 })
  const still = phaseContrast({ lobes: [], noise: 3, seed: 15, body: 200 })
  const phases = input.phases.map((one) => ({
    ...one,
    image: { ...one.image, pixels: shifted(one.image.pixels) },
  }))
  const phantom = still.phases.map(({ image }) => ({ image: { ...image, pixels: shifted(image.pixels) } }))
  const net = (surface: 'phantom' | 'plane') =>
    measuredOn({ ...input, phases, phantom }, { background: { surface } })('flow-net')
  return [
    row('flow-net', 'wavy background, taken off by a phantom', 'mL', forward, net('phantom'), twoPercent),
  ]
}

function vendors(): TruthRow[] {
  const forward = lobeVolume(healthyAorta, 12)
  const net = (encode: NonNullable<VesselModel['encode']>, facts: Partial<FlowInput>) =>
    measuredOn({ ...phaseContrast({ encode }), ...facts })('flow-net')
  return [
    row(
      'flow-net',
      'Siemens, stored values without rescale',
      'mL',
      forward,
      net((v, venc) => Math.min(4095, Math.round(2048 + (2048 * v) / venc)), {
        manufacturer: 'Siemens Healthineers',
      }),
      twoPercent,
    ),
    row(
      'flow-net',
      'Philips, milliradians',
      'mL',
      forward,
      net((v, venc) => (v / venc) * Math.PI * 1000, { manufacturer: 'Philips Medical Systems' }),
      twoPercent,
    ),
    row(
      'flow-net',
      'GE, mm/s',
      'mL',
      forward,
      net((v) => Math.round(10 * v), { manufacturer: 'GE MEDICAL SYSTEMS' }),
      twoPercent,
    ),
  ]
}

function gatings(): TruthRow[] {
  // 85 % of the beat is seen, and the slow backward flow of late diastole goes on: held at its last rate
  const lobes = [...healthyAorta, { from: -3000, to: 4500, height: -2 }]
  const slow = (time: number) => -2 * Math.sin((Math.PI * (time + 3000)) / 7500) ** 2
  let late = 0
  for (let time = 0.5; time < 900; time++) late += slow(time) / 1000
  const truth = lobeVolume(healthyAorta, 12) + late * ((Math.PI * 1.2 ** 2) / 2)
  const input = phaseContrast({ lobes, covered: 765, phases: 28 })
  return [
    row(
      'flow-net',
      'prospective gating, 85 % of the beat',
      'mL',
      truth,
      measuredOn(input)('flow-net'),
      twoPercent,
    ),
  ]
}

function moving(): TruthRow[] {
  // contours at every fifth phase of a vessel that swells by 12 %
  const model = { pulsation: 0.12, noise: 3, seed: 9 }
  const input = phaseContrast(model)
  const contours = [0, 5, 10, 15, 20, 25].map((phase) => ({
    phase,
    points: circle([47.3, 48.6], radiusAt(model, phase * 30) / 1.5),
  }))
  let truth = 0
  for (let time = 0.5; time < 330; time++)
    truth +=
      ((110 * Math.sin((Math.PI * time) / 330) ** 2) / 1000) * ((Math.PI * radiusAt(model, time) ** 2) / 200)
  const values = measuredOn({ ...input, contours })
  return [
    row(
      'flow-net',
      'contours at 6 of 30 phases, radius swells by 12 %',
      'mL',
      truth,
      values('flow-net'),
      twoPercent,
    ),
    row(
      'flow-area-max',
      'contours at 6 of 30 phases, radius swells by 12 %',
      'mm2',
      Math.PI * 13.44 ** 2,
      values('flow-area-max'),
      { relative: 0.01 },
    ),
  ]
}

/** The plane need not stand square to the vessel: v cos θ through an area of A / cos θ. Its velocities are too low. */
function tilted(): TruthRow[] {
  const values = measuredOn(phaseContrast({ tilt: 30, noise: 4, seed: 16 }))
  const forward = lobeVolume(healthyAorta, 12)
  const cos = Math.cos(Math.PI / 6)
  return [
    row('flow-net', 'plane tilted by 30 degrees', 'mL', forward, values('flow-net'), twoPercent),
    row(
      'flow-area-max',
      'plane tilted by 30 degrees',
      'mm2',
      (Math.PI * 144) / cos,
      values('flow-area-max'),
      {
        relative: 0.001,
      },
    ),
    row(
      'flow-v-peak',
      'plane tilted by 30 degrees: the part along its normal',
      'cm/s',
      110 * cos,
      values('flow-v-peak'),
      {
        relative: 0.05,
      },
    ),
  ]
}

/** What the generator's pictures hold, by the integral of its flow: a vessel that moves, on a sloping background. */
function generated(): TruthRow[] {
  const source = 'workers/analysis/phantom/aortic-flow.ts: flowTruth'
  return [
    ['synthetic aorta, plane square to it', {}] as const,
    ['synthetic aorta, plane tilted by 25 degrees', { tilt: 25 }] as const,
    ['synthetic aorta, leaking 30 %', { regurgitation: 0.3 }] as const,
    ['synthetic aorta, plane tilted by 40 degrees', { tilt: 40 }] as const,
  ].flatMap(([on, options]) => {
    const { input, truth } = syntheticAorta(options)
    const values = measuredOn(input)
    return [
      row('flow-net', on, 'mL', truth.net, values('flow-net'), twoPercent, source),
      row('flow-area-max', on, 'mm2', truth.area, values('flow-area-max'), { relative: 0.002 }, source),
      row('flow-v-peak', on, 'cm/s', truth.peakThrough, values('flow-v-peak'), { relative: 0.06 }, source),
    ]
  })
}

function relations(): TruthRow[] {
  const volumes = (input: FlowInput) => {
    const values = measuredOn(input)
    return {
      forward: measured(ml(values('flow-forward') ?? 0)),
      net: measured(ml(values('flow-net') ?? 0)),
    }
  }
  const aorta = volumes(phaseContrast({ noise: 4, seed: 11 }))
  const pulmonary = volumes(
    phaseContrast({ noise: 4, seed: 12, radius: 14, lobes: [{ from: 20, to: 380, height: 100 }] }),
  )
  const systemic = lobeVolume(healthyAorta, 12)
  const found = flowRelations({ aorta, pulmonary, lvsv: measured(ml(systemic + 25)) })
  const ratio = lobeVolume([{ from: 20, to: 380, height: 100 }], 14) / systemic
  return [
    row('qp-qs', 'left-to-right shunt', '1', ratio, numberOf(found, 'qp-qs'), twoPercent),
    row(
      'mitral-rvol',
      'LVSV 25 mL above the aortic forward volume',
      'mL',
      25,
      numberOf(found, 'mitral-rvol'),
      { absolute: 0.02 * systemic },
    ),
  ]
}
