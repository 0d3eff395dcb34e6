import { verticesFrom } from '#analysis/contours/vertices.ts'
import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import { clinicalAcquisition } from '#analysis/phantom/acquisition.ts'
import { heartState } from '#analysis/phantom/motion.ts'
import type { LongAxisView } from '#analysis/phantom/planes.ts'
import { type PresetName, presetNames, presets } from '#analysis/phantom/presets.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { lvVolume } from '#analysis/phantom/truth.ts'
import { compareWithRange, type Person } from '#analysis/ranges/comparison.ts'
import { healthyHearts } from '#analysis/ranges/healthy-hearts.ts'
import { at } from '#analysis/units/at.ts'
import { ms } from '#analysis/units/units.ts'
import { type BsaFormula, bodySurface } from '#analysis/volumes/body-size.ts'
import { ventricularFilling } from '#analysis/volumes/filling/filling.ts'
import { slabIntegral } from '#analysis/volumes/slab.ts'
import { chamberVolumes, type Volumes, type VolumesOptions } from '#analysis/volumes/volumes.ts'
import {
  atrialContours,
  landmarksOf,
  longAxisContours,
  papillaryContours,
  phantomRead,
  rightContours,
} from '../../analysis/volumes/phantom-read.ts'
import type { TruthCases, TruthRow } from '../row.ts'
import { tolerances } from '../tolerances.ts'
import {
  areaLengthOfCutEllipsoid,
  cylindricalHoof,
  restingAtrium,
  ventricularRates,
} from '../volumes/closed-forms.ts'

const formulas = 'workers/analysis/phantom/truth.ts'
const closedForms = 'test/truth/volumes/closed-forms.ts'
const acquisition = '8 mm + 2 mm gap, perfect borders'

const body = { registry: { heightCm: 180, weightKg: 73 } }

/** A whole read of a preset: every slice and phase of both ventricles, long-axis borders and marks. */
function readOf(
  preset: PresetName,
  options: Partial<VolumesOptions>,
  views?: readonly LongAxisView[],
): Volumes {
  const read = phantomRead({ preset, seed: 1 })
  const right = rightContours(read)
  const phases = read.states.map((_, phase) => phase)
  return chamberVolumes(
    {
      stack: read.stack,
      views: read.views,
      landmarks: landmarksOf(read, views),
      contours: [
        ...read.contours,
        ...papillaryContours(read),
        ...right.contours,
        ...longAxisContours(read, phases),
        ...atrialContours(read, phases),
      ],
      empty: { lv: read.empty, rv: right.empty },
      bodySizes: body,
    },
    options,
  )
}

function measuredOf({ measurements }: Volumes, quantity: QuantityName, scope?: string): number | undefined {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  return found !== undefined && isMeasured(found) ? found.value : undefined
}

type Tolerance = TruthRow['tolerance']
const within = (absolute: number): Tolerance => ({ absolute })
const share = (relative: number): Tolerance => ({ relative })

export const volumes: TruthCases = () => [
  ...presetNames.flatMap(ventriclesOf),
  ...presetNames.flatMap(rightByOneView),
  ...beside(),
  ...automatic(),
  ...filling(),
  ...solids(),
  ...bodies(),
  ...scores(),
]

/** Both ventricles and the left atrium of one heart, clipped at the valve, at the phantom's own ED and ES. */
function ventriclesOf(preset: PresetName): TruthRow[] {
  const truth = phantomTruth({ preset, seed: 1 })
  const { heart } = truth
  const es = at(truth.phases, truth.esPhase)
  const chosen = { ed: truth.edPhase, es: truth.esPhase }
  const found = readOf(preset, { base: 'plane-clipped', chosen: { lv: chosen, rv: chosen } })
  const row = (
    quantity: QuantityName,
    unit: string,
    value: number,
    tolerance: Tolerance,
    source = formulas,
    scope?: string,
  ): TruthRow => ({
    analysis: 'volumes',
    quantity,
    case: `${preset} preset, ${scope ?? 'plane-clipped'}, ${acquisition}`,
    unit,
    truth: value,
    measured: measuredOf(found, quantity, scope),
    tolerance,
    source,
  })
  const ofRest = presets[preset]
  return [
    row('lv-edv', 'mL', heart.edv, tolerances.volume),
    row('lv-esv', 'mL', es.lv, tolerances.volume),
    row('lv-ef', '%', 100 * (1 - es.lv / heart.edv), tolerances.ejectionFraction),
    row('lv-mass-ed', 'g', heart.mass, tolerances.mass),
    row('lv-mass-es', 'g', heart.mass, tolerances.mass),
    row('rv-edv', 'mL', heart.rvEdv, share(0.02)),
    row('rv-esv', 'mL', es.rv, share(0.03)),
    row('rv-ef', '%', 100 * (1 - es.rv / heart.rvEdv), within(1.5)),
    row('la-max', 'mL', heart.laMaximum, share(0.005), formulas, 'view:biplane'),
    row('la-pre-a', 'mL', restingAtrium(ofRest), share(0.01), closedForms, 'view:biplane'),
    row('la-min', 'mL', heart.laMinimum, share(0.005), formulas, 'view:biplane'),
    row('la-ef', '%', 100 * (1 - heart.laMinimum / heart.laMaximum), within(0.5), formulas, 'view:biplane'),
    row(
      'lv-edv-lax',
      'mL',
      areaLengthOfCutEllipsoid(ofRest.endocardium.radius, ofRest.endocardium.length, ofRest.base),
      share(0.005),
      closedForms,
      'view:biplane',
    ),
  ]
}

/** The right ventricle of one heart cut at a valve that is marked in the four-chamber view alone. */
function rightByOneView(preset: PresetName): TruthRow[] {
  const { heart, phases, edPhase, esPhase } = phantomTruth({ preset, seed: 1 })
  const es = at(phases, esPhase)
  const chosen = { ed: edPhase, es: esPhase }
  const found = readOf(preset, { tricuspid: 'square-to-view', chosen: { lv: chosen, rv: chosen } }, ['4ch'])
  const scope = 'method:plane-clipped/cavity'
  const row = (quantity: QuantityName, unit: string, value: number, tolerance: Tolerance): TruthRow => ({
    analysis: 'volumes',
    quantity,
    case: `${preset} preset, plane square to the four-chamber view, ${acquisition}`,
    unit,
    truth: value,
    measured: measuredOf(found, quantity, scope),
    tolerance,
    source: formulas,
  })
  return [
    row('rv-edv', 'mL', heart.rvEdv, share(0.02)),
    row('rv-esv', 'mL', es.rv, share(0.03)),
    row('rv-ef', '%', 100 * (1 - es.rv / heart.rvEdv), within(1.5)),
  ]
}

/** What is computed beside the protocol's numbers, and what follows from them, on the normal heart. */
function beside(): TruthRow[] {
  const { heart, readerSlices, edPhase, esPhase, heartRate } = phantomTruth({ preset: 'normal', seed: 1 })
  const chosen = { ed: edPhase, es: esPhase }
  const found = readOf('normal', { base: 'plane-clipped', chosen: { lv: chosen, rv: chosen } })
  const sums = 'workers/analysis/phantom/disc-sums.ts'
  const row = (
    quantity: QuantityName,
    unit: string,
    truth: number,
    tolerance: Tolerance,
    source: string,
    scope?: string,
  ): TruthRow => ({
    analysis: 'volumes',
    quantity,
    case: `normal preset, ${scope ?? 'plane-clipped'}`,
    unit,
    truth,
    measured: measuredOf(found, quantity, scope),
    tolerance,
    source,
  })
  const { endocardium, base } = presets.normal
  const stroke = heart.edv - heart.esv
  return [
    row('lv-ef', '%', readerSlices.ef, within(0.01), sums, 'method:reader-slices/cavity'),
    row('lv-mass-ed', 'g', readerSlices.massEd, share(0.001), sums, 'method:reader-slices/cavity'),
    row('lv-ef', '%', heart.papillariesAsMass.ef, within(0.5), formulas, 'method:plane-clipped/mass'),
    row('lv-mass-ed', 'g', heart.papillariesAsMass.mass, share(0.02), formulas, 'method:plane-clipped/mass'),
    row('lv-ef-lax', '%', heart.ef, within(0.1), formulas, 'view:biplane'),
    row('lv-co', 'L/min', (stroke * heartRate) / 1000, share(0.01), formulas),
    row(
      'lv-gfi',
      '%',
      (100 * stroke) / ((heart.edv + heart.esv) / 2 + heart.wallVolume),
      within(0.5),
      'doi:10.3389/fcvm.2021.695883 (definition), with phantom/truth.ts',
    ),
    row('lv-mass-volume', 'g/mL', heart.mass / heart.edv, share(0.01), formulas),
    row('lv-length-ed', 'mm', endocardium.length + base, within(0.01), 'workers/analysis/phantom/presets.ts'),
    row(
      'lv-sphericity',
      '1',
      (1000 * heart.edv) / ((Math.PI / 6) * (endocardium.length + base) ** 3),
      share(0.01),
      formulas,
    ),
  ]
}

/** ED and ES found by the curve: volumes within 1 % of the smallest are ties, and the earliest counts. */
function automatic(): TruthRow[] {
  return (['normal', 'dilated'] as const).map((preset) => {
    const { phases } = phantomTruth({ preset, seed: 1 })
    const least = Math.min(...phases.map(({ lv }) => lv))
    const tied = phases.find(({ lv }) => lv <= 1.01 * least)
    return {
      analysis: 'volumes',
      quantity: 'lv-ef',
      case: `${preset} preset, plane-clipped, ED and ES by the curve`,
      unit: '%',
      truth: 100 * (1 - (tied?.lv ?? Number.NaN) / at(phases, 0).lv),
      measured: measuredOf(readOf(preset, { base: 'plane-clipped' }), 'lv-ef'),
      tolerance: within(0.5),
      source: formulas,
    }
  })
}

/** Rates of the closed-form curve sampled at 25 and 40 phases, and of the contours. */
function filling(): TruthRow[] {
  const { rr } = clinicalAcquisition
  const rates = ventricularRates(presets.normal, rr)
  const row = (
    quantity: string,
    what: string,
    unit: string,
    truth: number,
    measured: number | undefined,
    tolerance: Tolerance,
  ): TruthRow => ({
    analysis: 'volumes',
    quantity,
    case: `normal preset, ${what}`,
    unit,
    truth,
    measured,
    tolerance,
    source: closedForms,
  })
  const curve = (phases: number, what: string): TruthRow[] => {
    const truth = phantomTruth({ preset: 'normal', seed: 1 })
    const sampled = sampledVolumes(phases)
    const es = sampled.indexOf(Math.min(...sampled))
    const found = ventricularFilling({
      volumes: sampled,
      times: sampled.map((_, phase) => ms((phase / phases) * rr)),
      rr,
      gating: 'retrospective',
      ed: truth.edPhase,
      es,
    })
    const { per, pfr, atrialPart } = found
    return [
      row('lv-per', what, 'mL/s', rates.per, per.measured ? per.value.rate : undefined, share(0.03)),
      row('lv-per-time', what, 'ms', rates.perTime, per.measured ? per.value.fromR : undefined, within(15)),
      row('lv-pfr', what, 'mL/s', rates.pfr, pfr.measured ? pfr.value.rate : undefined, share(0.05)),
      row('lv-pfr-time', what, 'ms', rates.pfrTime, pfr.measured ? pfr.value.fromR : undefined, within(15)),
      row(
        'lv-atrial-part',
        what,
        '%',
        rates.atrialPart,
        atrialPart.measured ? atrialPart.value : undefined,
        within(1.5),
      ),
    ]
  }
  return [...curve(25, 'closed-form curve at 25 phases'), ...curve(40, 'closed-form curve at 40 phases')]
}

function sampledVolumes(phases: number): number[] {
  return Array.from({ length: phases }, (_, phase) =>
    lvVolume(presets.normal, heartState(presets.normal, phase / phases)),
  )
}

/** Bodies whose part below a tilted plane is known: the exact integral on polygons of 400 points. */
function solids(): TruthRow[] {
  const radius = 20
  const circle = verticesFrom(
    Array.from({ length: 400 }, (_, i): readonly [number, number] => [
      50 + radius * Math.cos((2 * Math.PI * i) / 400),
      50 + radius * Math.sin((2 * Math.PI * i) / 400),
    ]),
  )
  const row = (what: string, truth: number, measured: number): TruthRow => ({
    analysis: 'volumes',
    quantity: 'volume below a tilted plane',
    case: what,
    unit: 'mm3',
    truth,
    measured,
    tolerance: share(0.001),
    source: closedForms,
  })
  return [
    row(
      'hoof: a plane through a diameter of the floor, rising to 8 mm',
      cylindricalHoof(radius, 8),
      slabIntegral(circle, { base: -20, perColumn: 0.4, perRow: 0 }, 10),
    ),
    row(
      'cylinder cut through its side: 10 mm high, the plane 6 mm up on the axis',
      Math.PI * radius * radius * 6,
      slabIntegral(circle, { base: 6 - 50 * 0.15, perColumn: 0, perRow: 0.15 }, 10),
    ),
    row(
      'what a plane through a diameter of the ceiling leaves, falling by 8 mm',
      Math.PI * radius * radius * 10 - cylindricalHoof(radius, 8),
      slabIntegral(circle, { base: 30, perColumn: -0.4, perRow: 0 }, 10),
    ),
  ]
}

/** 180 cm and 73 kg by each formula, and the same by hand. */
function bodies(): TruthRow[] {
  const published: Readonly<Record<BsaFormula, readonly [number, string]>> = {
    mosteller: [1.9105, 'doi:10.1056/NEJM198710223171717'],
    dubois: [1.9202, 'doi:10.1001/archinte.1916.00080130010002'],
    haycock: [1.9101, 'doi:10.1016/S0022-3476(78)80601-5'],
  }
  return Object.entries(published).map(([formula, [truth, source]]) => {
    const found = bodySurface(body, formula as BsaFormula)
    return {
      analysis: 'volumes',
      quantity: 'bsa',
      case: `180 cm, 73 kg, ${formula}`,
      unit: 'm2',
      truth,
      measured: found.measured ? found.value.bsa : undefined,
      tolerance: within(0.0001),
      source,
    }
  })
}

/** The worked examples of the registry's inclusion rule. */
function scores(): TruthRow[] {
  const score = (
    quantity: QuantityName,
    value: number,
    truth: number,
    person: Person,
    convention: object,
  ): TruthRow => {
    const found = compareWithRange(healthyHearts, quantity, value, person, convention)
    return {
      analysis: 'volumes',
      quantity: `z of ${quantity}`,
      case: `${value}, ${person.ethnicity} ${person.sex}, ${person.age} years`,
      unit: '1',
      truth,
      measured: found.compared ? found.ranges[0]?.z : undefined,
      tolerance: within(0.005),
      source: 'limits of doi:10.1016/j.jcmg.2024.01.009 (second hand), z by hand',
    }
  }
  const man: Person = { age: 55, sex: 'M', ethnicity: 'chinese' }
  const woman: Person = { age: 55, sex: 'F', ethnicity: 'chinese' }
  return [
    score('lv-edv-index', 97, 2.05, man, { bsaFormula: 'mosteller' }),
    score('lv-ef', 46.9, -1.97, man, {}),
    // (88 − 69.5) / (35 / 3.92)
    score('lv-edv-index', 88, 2.072, woman, { bsaFormula: 'mosteller' }),
  ]
}
