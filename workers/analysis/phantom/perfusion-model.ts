/**
 * Contrast agent in blood and myocardium during a first pass, as truth for perfusion. The tissue is a
 * two-compartment exchange model, plasma and interstitium, which shares nothing with the Fermi function that is
 * later fitted to it. Blood crosses the capillary bed in `stages` equal parts, each with its own interstitium:
 *
 *   v_p/n dC_p,i/dt = F (1 − Hct) (C_p,i−1 − C_p,i) + PS/n (C_e,i − C_p,i)       i = 1 … n
 *   v_e/n dC_e,i/dt = PS/n (C_p,i − C_e,i)                   C = Σ (v_p C_p,i + v_e C_e,i) / n
 *   C_p,0(t) = C_b(t − t_d) / (1 − Hct)
 *
 * F is the flow of whole blood per volume of tissue and C_b the concentration in whole blood; the agent stays in
 * plasma. One stage is the well-mixed exchange model; its transit times spread as widely as their mean, those of n
 * stages by 1/√n of it. Times are milliseconds from the start of the series, concentrations mmol/L.
 *
 * The pictures of the synthetic studies are painted with the same curves.
 *
 * @source  exchange equations: Sourbron and Buckley 2012, Phys Med Biol 57:R1, doi:10.1088/0031-9155/57/2/R1.
 *          Sizes of the spaces, PS, spread of the transit times and shape of the input are of the order of
 *          published values, not taken from one paper (unverified); truth does not depend on them.
 */
/** Concentration in whole blood, mmol/L, at a time in milliseconds. */
export type BloodCurve = (time: number) => number

export interface BolusOptions {
  /** of the first pass in the left ventricle, ms */
  readonly arrival?: number
  /** from arrival to the peak, ms: about 4 s at rest, less at stress */
  readonly toPeak?: number
  /** mmol/L */
  readonly peak?: number
  /** rise of the gamma variate; larger is more symmetric */
  readonly shape?: number
  /** from the arrival of the first pass to that of the second, ms */
  readonly recirculation?: number
  /** height of the second pass as a share of the first */
  readonly recirculated?: number
}

export const restingBolus = {
  arrival: 8000,
  toPeak: 4500,
  peak: 5,
  shape: 3,
  recirculation: 9000,
  recirculated: 0.2,
} as const satisfies Required<BolusOptions>

/** A faster circulation, as under adenosine. */
export const stressBolus = {
  ...restingBolus,
  arrival: 7000,
  toPeak: 3600,
  recirculation: 8000,
} as const satisfies Required<BolusOptions>

/** the second pass is broader than the first by this factor */
const broadening = 1.7

/** First pass as a gamma variate, a second and broader one, and what stays in the circulation after it. */
export function bolus(options: BolusOptions = {}): BloodCurve {
  const { arrival, toPeak, peak, shape, recirculation, recirculated } = { ...restingBolus, ...options }
  return (time) => {
    const since = time - arrival
    const staying = since > 0 ? 0.1 * (1 - Math.exp(-since / (2 * toPeak))) * Math.exp(-since / 180000) : 0
    return (
      peak *
      (gammaVariate(since / toPeak, shape) +
        recirculated * gammaVariate((since - recirculation) / (broadening * toPeak), shape) +
        staying)
    )
  }
}

/** xᵅ exp(α (1 − x)): 1 at its peak x = 1, 0 before it begins. */
const gammaVariate = (x: number, shape: number): number =>
  x > 0 ? x ** shape * Math.exp(shape * (1 - x)) : 0

export interface PerfusedTissue {
  /** mL/min per gram of myocardium */
  readonly mbf: number
  /** v_p, share of the tissue's volume */
  readonly plasmaVolume?: number
  /** v_e, share of the tissue's volume */
  readonly interstitialVolume?: number
  /** PS, mL/min/g */
  readonly permeability?: number
  readonly haematocrit?: number
  /** t_d, from the left ventricle to the tissue, ms */
  readonly delay?: number
  /** n, parts of the way through the capillary bed */
  readonly stages?: number
}

export const healthyTissue = {
  plasmaVolume: 0.09,
  interstitialVolume: 0.2,
  permeability: 1,
  haematocrit: 0.42,
  delay: 600,
  stages: 4,
} as const satisfies Required<Omit<PerfusedTissue, 'mbf'>>

/** g/mL */
const density = 1.05
/** ms; the quickest exchange here takes some hundred milliseconds, and the midpoint rule has an error of order 2 */
const step = 10

/**
 * Concentration in the tissue, mmol per litre of tissue, at each time.
 *
 * @param times  ms, not decreasing; before 0 there is none
 */
export function tissueCurve(
  blood: BloodCurve,
  times: readonly number[],
  tissue: PerfusedTissue,
): Float64Array {
  const { mbf, plasmaVolume, interstitialVolume, permeability, haematocrit, delay, stages } = {
    ...healthyTissue,
    ...tissue,
  }
  // of one stage, per millisecond
  const flow = (stages * (mbf * density * (1 - haematocrit))) / 60000 / plasmaVolume
  const leaving = (permeability * density) / 60000 / plasmaVolume
  const returning = (permeability * density) / 60000 / interstitialVolume
  const plasma = new Float64Array(stages)
  const interstitium = new Float64Array(stages)

  const advance = (time: number, h: number): void => {
    const entering = (t: number): number => blood(t - delay) / (1 - haematocrit)
    let before = entering(time)
    let middle = entering(time + h / 2)
    for (let i = 0; i < stages; i++) {
      const p = plasma[i] ?? 0
      const e = interstitium[i] ?? 0
      const pMiddle = p + (h / 2) * (flow * (before - p) + leaving * (e - p))
      const eMiddle = e + (h / 2) * returning * (p - e)
      const pAfter = p + h * (flow * (middle - pMiddle) + leaving * (eMiddle - pMiddle))
      const eAfter = e + h * returning * (pMiddle - eMiddle)
      plasma[i] = pAfter
      interstitium[i] = eAfter
      before = p
      middle = (p + pAfter) / 2
    }
  }
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / stages

  let reached = 0
  return Float64Array.from(times, (wanted) => {
    while (reached < wanted) {
      const h = Math.min(step, wanted - reached)
      advance(reached, h)
      reached += h
    }
    return plasmaVolume * mean(plasma) + interstitialVolume * mean(interstitium)
  })
}

export interface SaturationRecovery {
  /** from the saturation pulse to the centre of k-space, ms */
  readonly saturationTime: number
  /** before contrast, ms */
  readonly nativeT1: number
  /** L/mmol/s */
  readonly relaxivity: number
}

/** Share of the fully relaxed signal, 1 − exp(−TS·R1) with R1 = 1/T1 + r1·C. */
export const saturationRecovery = (
  concentration: number,
  { saturationTime, nativeT1, relaxivity }: SaturationRecovery,
): number => 1 - Math.exp(-saturationTime * (1 / nativeT1 + (relaxivity * concentration) / 1000))
