/** The models of the signal that a relaxation time is fitted by, with the names that are recorded. */
import { type Ms, ms } from '../units/units.ts'
import type { ExponentialShape } from './exponential.ts'

export interface RelaxationModelRow {
  readonly parameter: 't1' | 't2' | 't2star'
  readonly shape: ExponentialShape
  /** T1 = T1* (B/A − 1) for S = A − B e^(−TI/T1*) */
  readonly lookLocker: boolean
  /** samples before the null have lost their sign in magnitude images */
  readonly crossesZero: boolean
  /** late samples are left out while the fit is poor */
  readonly truncates: boolean
  /** numbers outside are rejected */
  readonly lowest: Ms
  readonly highest: Ms
  /** range of the time constant that is searched: wider, so that a number at its end is seen as such */
  readonly shortest: Ms
  readonly longest: Ms
}

const t1 = { parameter: 't1', truncates: false, lowest: ms(50), highest: ms(4000) } as const
const t1Search = { shortest: ms(30), longest: ms(6000) } as const
const t2 = {
  parameter: 't2',
  lookLocker: false,
  crossesZero: false,
  lowest: ms(10),
  highest: ms(300),
} as const
const t2Search = { shortest: ms(5), longest: ms(600) } as const
const t2star = {
  parameter: 't2star',
  lookLocker: false,
  crossesZero: false,
  lowest: ms(1),
  highest: ms(150),
} as const
const t2starSearch = { shortest: ms(0.5), longest: ms(300) } as const

/**
 * molli              three parameters with Look-Locker correction (Messroghli 2004, doi:10.1002/mrm.20110)
 * sasha-3, sasha-2   saturation recovery, efficiency of the saturation fitted or taken as complete
 *                    (Chow 2014, doi:10.1002/mrm.24878)
 * t2-2, t2-3         T2 preparation without and with an offset (Giri 2009, doi:10.1186/1532-429X-11-56)
 * t2star-truncated   late echoes left out until R² is high enough (He 2008, doi:10.1002/mrm.21744)
 * t2star-offset      with a constant (Ghugre 2006, PMC2892961)
 * t2star-all         all echoes: for comparison
 */
export const relaxationModels = {
  molli: { ...t1, ...t1Search, shape: 'recovery', lookLocker: true, crossesZero: true },
  'sasha-3': { ...t1, ...t1Search, shape: 'recovery', lookLocker: false, crossesZero: false },
  'sasha-2': { ...t1, ...t1Search, shape: 'saturation', lookLocker: false, crossesZero: false },
  't2-2': { ...t2, ...t2Search, shape: 'decay', truncates: false },
  't2-3': { ...t2, ...t2Search, shape: 'offset-decay', truncates: false },
  't2star-truncated': { ...t2star, ...t2starSearch, shape: 'decay', truncates: true },
  't2star-offset': { ...t2star, ...t2starSearch, shape: 'offset-decay', truncates: false },
  't2star-all': { ...t2star, ...t2starSearch, shape: 'decay', truncates: false },
} as const satisfies Readonly<Record<string, RelaxationModelRow>>

export type RelaxationModel = keyof typeof relaxationModels
export const relaxationModelNames = Object.keys(relaxationModels) as RelaxationModel[]
export const relaxationVersion = '1'
