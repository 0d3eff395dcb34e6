/**
 * How each vendor's header says what was acquired. Only fields that this vendor writes are there; what another
 * would have written is missing. Descriptions are a matter of their own.
 */
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import type { Acquisition, Part, Physics } from './prescription.ts'

export interface Image {
  readonly acquisition: Acquisition
  readonly part: Acquisition['parts'][number]
  readonly slice: number
  readonly count: number
  /** jitter of a physiological or technical kind, −1 to 1 */
  readonly noise: number
}

export interface Header {
  readonly instance: Partial<InstanceFacts>
  readonly frame: Partial<FrameFacts>
}

export interface Dialect {
  readonly manufacturer: string
  /** one object a series, a frame an image */
  readonly enhanced: boolean
  /** magnitude, phase and real images come in one series */
  readonly partsTogether: boolean
  /** a short-axis cine has a series for each slice */
  readonly seriesPerSlice: boolean
  /** T2 images are echoes of one excitation, not preparations */
  readonly t2ByEchoes: boolean
  readonly header: (image: Image) => Header
}

const t2Echoes = [10, 20, 30, 40, 50, 60, 70, 80]

/** The acquisition as this vendor does it. */
export function asAcquired(acquisition: Acquisition, dialect: Dialect): Acquisition {
  if (acquisition.axis !== 't2' || !dialect.t2ByEchoes) return acquisition
  const physics: Physics = { readout: 'spin-echo', echo: 10, repetition: 900, flip: 90 }
  return { ...acquisition, axis: 'echo', values: t2Echoes, counts: t2Echoes.length, physics }
}

/** Seconds of the day at which the examination starts. */
const tenOClock = 36_000

export function clock(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const at = tenOClock + seconds
  const fraction = Math.round((at % 1) * 1e6) % 1e6
  return `${two(at / 3600)}${two((at / 60) % 60)}${two(at % 60)}.${String(fraction).padStart(6, '0')}`
}

const inversion = ({ physics }: Acquisition): boolean =>
  physics.preparation === 'inversion' && physics.computed === undefined

const realTimeStep = 50

/** Time after the start of the acquisition, seconds: a breath for each slice of a cine, a beat for each dynamic. */
function elapsed({ acquisition, slice, count }: Image): number {
  const { axis, rr } = acquisition
  switch (axis) {
    case 'dynamic':
      return (count * rr) / 1000 + 0.15 * slice
    case 'real-time':
      return (count * realTimeStep) / 1000
    case 'inversion':
    case 't2':
      return slice * 15 + (count * 3 * rr) / 1000
    default:
      return slice * 12
  }
}

const valueAt = ({ acquisition: { values }, count }: Image): number | undefined =>
  values?.[count] ?? values?.[0]

const timing = (image: Image): Partial<FrameFacts> => {
  const { acquisition } = image
  const value = valueAt(image)
  return {
    echoTime: ms(acquisition.axis === 'echo' && value !== undefined ? value : acquisition.physics.echo),
    ...(inversion(acquisition) && value !== undefined ? { inversionTime: ms(value) } : {}),
  }
}

const still = (image: Image): number => 600 + 5 * image.noise
const gatedTime = ({ acquisition: { counts, rr }, count }: Image, offset: number): number =>
  ((count + offset) * rr) / counts

const common = ({ acquisition }: Image): Partial<InstanceFacts> => ({
  repetitionTime: ms(acquisition.physics.repetition),
  flipAngle: acquisition.physics.flip,
  acquisitionType: acquisition.physics.volume ? '3D' : '2D',
  ...(acquisition.axis === 'phase' ? { cardiacNumberOfImages: acquisition.counts } : {}),
})

const colour = (image: Image): Partial<InstanceFacts> =>
  image.acquisition.physics.computed === 'screen'
    ? {
        pixels: {
          rows: 256,
          columns: 256,
          samplesPerPixel: 3,
          photometricInterpretation: 'RGB',
          bitsAllocated: 8,
          bitsStored: 8,
          highBit: 7,
          signed: false,
        },
      }
    : {}

const scanning = ({ physics }: Acquisition, saysInversion: boolean): string[] => [
  physics.readout === 'spin-echo' ? 'SE' : 'GR',
  ...(saysInversion && physics.preparation === 'inversion' ? ['IR'] : []),
]

const mapTokens = { t1: 'T1 MAP', t2: 'T2 MAP', t2star: 'T2_STAR MAP', ecv: 'ECV MAP' } as const
type Computed = NonNullable<Physics['computed']>
const mapToken = (computed: Computed): string =>
  computed === 'projection' || computed === 'screen' ? 'OTHER' : mapTokens[computed]

const agent = ({ acquisition }: Image): Partial<InstanceFacts> =>
  acquisition.physics.agent === true ? { contrastAgent: 'gadobutrol' } : {}

function siemensName({ physics }: Acquisition, direction: string): string {
  if (physics.readout === 'spin-echo') return '*tse2d1_15'
  if (physics.venc !== undefined) return `*fl${physics.volume ? 3 : 2}d1_v${physics.venc}${direction}`
  return physics.readout === 'balanced'
    ? '*tfi2d1_15'
    : physics.preparation === 'inversion'
      ? '*tfl2d1_25'
      : '*fl2d1'
}

const siemensDirection = (image: Image): Partial<FrameFacts> => {
  const { venc } = image.acquisition.physics
  if (venc === undefined) return {}
  const direction = image.part.direction
  return { venc: cmPerS(venc), ...(direction === undefined ? {} : { velocityDirection: direction }) }
}

const siemensTypes: Readonly<Record<Part, readonly string[]>> = {
  magnitude: ['ORIGINAL', 'PRIMARY', 'M', 'NORM', 'DIS2D'],
  real: ['ORIGINAL', 'PRIMARY', 'R', 'PSIR', 'DIS2D'],
  velocity: ['ORIGINAL', 'PRIMARY', 'P', 'DIS2D'],
}

const siemensClassic: Dialect = {
  manufacturer: 'SIEMENS',
  enhanced: false,
  partsTogether: false,
  seriesPerSlice: true,
  t2ByEchoes: false,
  header: (image) => {
    const { acquisition, part, slice } = image
    const { physics, axis, rr } = acquisition
    const trigger =
      axis === 'phase'
        ? gatedTime(image, 0.5)
        : axis === 'dynamic'
          ? 100 + 150 * slice + 4 * image.noise
          : axis === 'real-time'
            ? undefined
            : still(image)
    return {
      instance: {
        ...common(image),
        ...colour(image),
        ...agent(image),
        imageType:
          physics.computed === undefined
            ? siemensTypes[part.part]
            : ['DERIVED', 'PRIMARY', mapToken(physics.computed), 'ND'],
        scanningSequence: scanning(acquisition, true),
        sequenceVariant: ['SK', 'SP', 'OSP'],
        sequenceName: siemensName(acquisition, 'in'),
        ...(axis === 'dynamic' ? { acquisitionNumber: image.count + 1 } : {}),
      },
      frame: {
        ...timing(image),
        ...siemensDirection(image),
        ...(trigger === undefined ? {} : { triggerTime: ms(trigger), nominalInterval: ms(rr) }),
        ...(axis === 't2' ? { preparationTime: ms(valueAt(image) ?? 0) } : {}),
        acquisitionTime: clock(acquisition.at + elapsed(image)),
      },
    }
  },
}

const enhancedWords = ({ physics }: Acquisition) => ({
  scanningSequence: [
    physics.readout === 'spin-echo' ? 'SE' : 'GR',
    ...(physics.preparation === 'inversion' ? ['IR'] : []),
  ],
  sequenceVariant: physics.readout === 'balanced' ? ['SS'] : physics.readout === 'spoiled' ? ['SP'] : [],
})

const enhancedFrame = (image: Image): Partial<FrameFacts> => {
  const { acquisition, slice } = image
  const { axis, physics, rr } = acquisition
  return {
    ...timing(image),
    ...(axis === 'phase' ? { triggerTime: ms(gatedTime(image, 0)), nominalInterval: ms(rr) } : {}),
    ...(axis === 'dynamic' ? { triggerTime: ms(100 + 150 * slice), nominalInterval: ms(rr) } : {}),
    ...(physics.preparation === undefined || physics.computed !== undefined
      ? {}
      : { preparation: physics.preparation }),
    ...(physics.tagged ? { tagged: true } : {}),
    acquisitionTime: clock(acquisition.at + elapsed(image)),
  }
}

const siemensEnhanced: Dialect = {
  manufacturer: 'Siemens Healthineers',
  enhanced: true,
  partsTogether: false,
  seriesPerSlice: true,
  t2ByEchoes: false,
  header: (image) => {
    const { acquisition, part } = image
    const { physics, axis } = acquisition
    const computed = physics.computed
    const type =
      computed === undefined
        ? ['ORIGINAL', 'PRIMARY', { magnitude: 'M', real: 'R', velocity: 'P' }[part.part], 'NONE', 'MFSPLIT']
        : ['DERIVED', 'PRIMARY', ...mapToken(computed).split(' ')]
    return {
      instance: {
        ...common(image),
        ...colour(image),
        ...agent(image),
        ...enhancedWords(acquisition),
        imageType: type,
        sequenceName: siemensName(acquisition, 'in').replace('*', ''),
      },
      frame: {
        ...enhancedFrame(image),
        ...siemensDirection(image),
        ...(computed === undefined
          ? { component: ({ magnitude: 'magnitude', real: 'real', velocity: 'phase' } as const)[part.part] }
          : {}),
        ...(axis === 't2' ? { preparationTime: ms(valueAt(image) ?? 0) } : {}),
      },
    }
  },
}

const axisNumber = (image: Image): number => image.part.direction?.findIndex((x) => x !== 0) ?? 2

const generalElectric: Dialect = {
  manufacturer: 'GE MEDICAL SYSTEMS',
  enhanced: false,
  partsTogether: true,
  seriesPerSlice: false,
  t2ByEchoes: true,
  header: (image) => {
    const { acquisition, part } = image
    const { physics, axis, rr } = acquisition
    const running = axis === 'dynamic' || axis === 'real-time'
    const trigger =
      axis === 'phase'
        ? gatedTime(image, 0.5)
        : running
          ? elapsed(image) * 1000
          : axis === 'single'
            ? still(image)
            : 600
    return {
      instance: {
        ...common(image),
        ...colour(image),
        imageType:
          physics.computed === undefined
            ? ['ORIGINAL', 'PRIMARY', 'OTHER']
            : ['DERIVED', 'SECONDARY', 'OTHER'],
        scanningSequence: scanning(acquisition, false),
        sequenceVariant: physics.readout === 'balanced' ? ['SS'] : ['SP'],
        technique: physics.readout === 'balanced' ? 'FIESTA' : physics.readout === 'spoiled' ? 'fgre' : 'fse',
        // the whole series has the time at which it began
        acquisitionTime: clock(acquisition.at),
        ...(inversion(acquisition) && axis !== 'inversion' && physics.readout === 'spin-echo'
          ? { scanningSequence: ['SE', 'IR'] }
          : {}),
      },
      frame: {
        ...timing(image),
        triggerTime: ms(trigger),
        nominalInterval: ms(rr),
        ...(physics.computed === undefined
          ? { component: ({ magnitude: 'magnitude', real: 'real', velocity: 'phase' } as const)[part.part] }
          : {}),
        ...(physics.venc === undefined ? {} : { venc: cmPerS(physics.venc) }),
        ...(physics.volume && part.part === 'velocity' ? { velocityAxis: axisNumber(image) } : {}),
        ...(physics.computed === 'ecv' ? { rescaleType: '%' } : {}),
      },
    }
  },
}

const philipsTypes: Readonly<Record<Part, readonly string[]>> = {
  magnitude: ['ORIGINAL', 'PRIMARY', 'M_FFE', 'M', 'FFE'],
  real: ['ORIGINAL', 'PRIMARY', 'R_IR', 'R', 'IR'],
  velocity: ['ORIGINAL', 'PRIMARY', 'PHASE MAP', 'P', 'PCA'],
}

const philipsType = ({ acquisition, part }: Image): readonly string[] => {
  const { computed } = acquisition.physics
  return computed === undefined
    ? philipsTypes[part.part]
    : computed === 'screen'
      ? ['DERIVED', 'SECONDARY', 'OTHER']
      : ['DERIVED', 'PRIMARY', mapToken(computed), mapToken(computed).slice(0, 2), 'UNSPECIFIED']
}

const philipsVenc = (image: Image): Partial<FrameFacts> => {
  const { venc, volume } = image.acquisition.physics
  if (venc === undefined) return {}
  return {
    venc: cmPerS(venc),
    ...(image.part.part === 'velocity' && volume ? { velocityAxis: axisNumber(image) } : {}),
  }
}

const philipsClassic: Dialect = {
  manufacturer: 'Philips Medical Systems',
  enhanced: false,
  partsTogether: true,
  seriesPerSlice: false,
  t2ByEchoes: true,
  header: (image) => {
    const { acquisition } = image
    const { physics, axis, rr } = acquisition
    const running = axis === 'dynamic' || axis === 'real-time'
    const trigger = axis === 'phase' ? gatedTime(image, 0) : running ? elapsed(image) * 1000 : 600
    return {
      instance: {
        ...common(image),
        ...colour(image),
        imageType: philipsType(image),
        scanningSequence: scanning(acquisition, physics.readout === 'spin-echo'),
        sequenceVariant: ['SK'],
        technique: { balanced: 'B-TFE', spoiled: 'TFE', 'spin-echo': 'TSE' }[physics.readout],
        acquisitionTime: clock(acquisition.at),
        contentTime: clock(acquisition.at + 30),
        // assigned at random
        instanceNumber: Math.round(1e6 + 9e5 * image.noise),
      },
      frame: {
        ...timing(image),
        triggerTime: ms(trigger),
        ...(axis === 'phase' ? { phaseNumber: image.count + 1, nominalInterval: ms(rr) } : {}),
        ...(axis === 'dynamic' ? { temporalPosition: image.count + 1 } : {}),
        ...philipsVenc(image),
      },
    }
  },
}

const philipsEnhanced: Dialect = {
  ...philipsClassic,
  enhanced: true,
  header: (image) => ({
    instance: {
      ...common(image),
      ...colour(image),
      ...enhancedWords(image.acquisition),
      imageType:
        image.acquisition.parts.length > 1 ? ['ORIGINAL', 'PRIMARY', 'CARDIAC', 'MIXED'] : philipsType(image),
    },
    frame: {
      ...enhancedFrame(image),
      ...philipsVenc(image),
      ...(image.acquisition.parts.length > 1 ? { imageType: philipsType(image) } : {}),
      ...(image.acquisition.physics.computed === undefined
        ? {
            component: ({ magnitude: 'magnitude', real: 'real', velocity: 'phase' } as const)[
              image.part.part
            ],
          }
        : {}),
    },
  }),
}

const canon: Dialect = {
  manufacturer: 'CANON_MEC',
  enhanced: false,
  partsTogether: false,
  seriesPerSlice: false,
  t2ByEchoes: true,
  header: (image) => {
    const { acquisition, part } = image
    const { physics, axis, rr } = acquisition
    return {
      instance: {
        ...common(image),
        ...colour(image),
        ...agent(image),
        imageType:
          physics.computed === undefined
            ? ['ORIGINAL', 'PRIMARY', { magnitude: 'M', real: 'REAL', velocity: 'PHASE' }[part.part]]
            : ['DERIVED', 'PRIMARY', 'OTHER'],
        scanningSequence: scanning(acquisition, true),
        sequenceVariant: physics.readout === 'balanced' ? ['SS'] : ['SP'],
      },
      frame: {
        ...timing(image),
        ...(axis === 'phase' ? { triggerTime: ms(gatedTime(image, 0)) } : {}),
        heartRate: (60_000 / rr) as FrameFacts['heartRate'] & number,
        ...(physics.computed === undefined || physics.computed === 'screen'
          ? {}
          : { rescaleType: physics.computed === 'ecv' ? '%' : 'ms' }),
        acquisitionTime: clock(acquisition.at + elapsed(image)),
      },
    }
  },
}

export const dialects = {
  'Siemens VE': siemensClassic,
  'Siemens XA enhanced': siemensEnhanced,
  GE: generalElectric,
  'Philips classic': philipsClassic,
  'Philips enhanced': philipsEnhanced,
  Canon: canon,
} as const satisfies Readonly<Record<string, Dialect>>
export type DialectName = keyof typeof dialects
