/**
 * Material lines through a beat: every phase is registered onto what the phase before showed of the tissue, with a
 * share of the ED picture that keeps errors from adding up, beginning from the displacement of the phase before.
 *
 * How far tissue misses its place after the beat is measured on its own: the last phase before ED is the reference
 * of one more registration, with ED as the picture that moves, and carries the lines on to where they began.
 *
 *   e = x(T⁻) + v(x(T⁻)) − x(0)        v: displacement from the last phase to ED
 *   x'(t) = x(t) − e t / RR            where the mean |e| is below the limit
 */
import { type Displacement, displaced, jacobian } from '../registration/lattice.ts'
import { type Registration, register, renewed, type Target, targetOf } from '../registration/register.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { type Cine, phaseName, phasesFrom, sinceEd } from './cine.ts'
import { type Evidence, lowerDecile, type PhaseEvidence } from './evidence.ts'
import type { StrainOptions } from './options.ts'
import type { Line } from './outline.ts'

export interface Followed {
  /** [line][phase], phases as in the cine */
  readonly lines: readonly (readonly Line[])[]
  /** per point of each line: what its tracking quality is judged by */
  readonly evidence: readonly Evidence[]
  /** [line][phase]: the same of one picture; the phase of reference explains itself wholly */
  readonly byPhase: readonly (readonly PhaseEvidence[])[]
  /** mean distance by which tissue misses its place after the beat, before any correction */
  readonly closing: Mm
  /** whether the closing error was small enough to be spread over the beat */
  readonly corrected: boolean
  /** largest over the phases, in units of the contrast of the ED picture */
  readonly residual: number
}

export type Progress = (done: number, total: number) => void

/**
 * @param lines    at ED, in pixels
 * @param weightsAt  how much the pixels round given lines count: asked at ED, and on the last phase before it
 * @param own      of the lines the first so many tell what is listened to and how far tissue misses its place; the
 *                 others are carried along by what is found. All of them when absent
 */
export function follow(
  cine: Cine,
  lines: readonly Line[],
  weightsAt: (lines: readonly Line[]) => Float32Array,
  options: StrainOptions,
  progress?: Progress,
  own = lines.length,
): Outcome<Followed> {
  const { images, edPhase } = cine
  const count = images.length
  const weightsOf = (all: readonly Line[]): Float32Array => weightsAt(all.slice(0, own))
  const target = targetOf(at(images, edPhase), weightsOf(lines), options.registration)
  if (!target.measured) return target
  const paths = lines.map(() => new Array<Line>(count))
  const evidence = lines.map(evidenceFor)
  const byPhase = lines.map(() => new Array<PhaseEvidence>(count).fill(unmoved))
  paths.forEach((path, i) => {
    path[edPhase] = at(lines, i)
  })
  let residual = 0
  let current = target.value
  let before: Displacement | undefined
  for (const [done, phase] of phasesFrom(edPhase, count).entries()) {
    progress?.(done, count)
    if (phase === edPhase) continue
    const found = register(current, at(images, phase), before)
    if (!found.measured)
      return unmeasured(
        found.reason,
        say('common/place-says', { place: phaseName(phase, count), what: whyOf(found) }),
      )
    const { displacement, shown } = found.value
    residual = Math.max(residual, found.value.residual)
    // nothing is learnt from a picture that shows something else
    if (found.value.misfit <= options.oddMisfit) {
      before = displacement
      current = renewed(current, shown, options.anchor)
    }
    for (const [i, line] of lines.entries()) {
      at(paths, i)[phase] = moved(displacement, line)
      at(byPhase, i)[phase] = note(at(evidence, i), line, target.value, found.value)
    }
  }
  for (const { residual: squares } of evidence)
    squares.forEach((sum, i) => {
      squares[i] = Math.sqrt(sum / (count - 1))
    })
  const last = at(phasesFrom(edPhase, count), count - 1)
  const errors = closingErrors(
    cine,
    paths.map((path) => at(path, last)),
    lines,
    last,
    weightsOf,
    options,
  )
  if (!errors.measured) return errors
  const closing = noteClosing(evidence, errors.value, cine, own)
  const corrected = closing < options.driftLimit
  if (corrected) spreadOverBeat(paths, errors.value, cine)
  progress?.(count, count)
  return measured({ lines: paths, evidence, byPhase, closing, corrected, residual })
}

const unmoved: PhaseEvidence = { residual: 0, jacobian: 1, folded: false }

const evidenceFor = (line: Line): Evidence => ({
  residual: new Float64Array(line.length / 2),
  jacobian: new Float64Array(line.length / 2).fill(Number.POSITIVE_INFINITY),
  closing: new Float64Array(line.length / 2),
})

function moved(displacement: Displacement, line: Line): Line {
  const result = new Float64Array(line.length)
  for (let i = 0; i < line.length; i += 2) {
    const [column, row] = displaced(displacement, [line[i] ?? 0, line[i + 1] ?? 0])
    result[i] = column
    result[i + 1] = row
  }
  return result
}

/** Adds what one phase says of each point. @returns the same for the line */
function note(
  to: Evidence,
  line: Line,
  { region }: Target,
  { displacement, differences }: Registration,
): PhaseEvidence {
  let squares = 0
  const changes: number[] = []
  for (let k = 0; k < to.residual.length; k++) {
    const [column, row] = [line[2 * k] ?? 0, line[2 * k + 1] ?? 0]
    const x = Math.min(Math.max(Math.round(column) - region.left, 0), region.width - 1)
    const y = Math.min(Math.max(Math.round(row) - region.top, 0), region.height - 1)
    const square = (differences[y * region.width + x] ?? 0) ** 2
    const change = jacobian(displacement, [column, row])
    to.residual[k] = (to.residual[k] ?? 0) + square
    to.jacobian[k] = Math.min(to.jacobian[k] ?? 0, change)
    squares += square
    changes.push(change)
  }
  return {
    residual: Math.sqrt(squares / changes.length),
    jacobian: lowerDecile(changes),
    folded: changes.some((change) => change <= 0),
  }
}

/** Where the lines arrive when ED follows the last phase, minus where they began; pixels. */
function closingErrors(
  { images, edPhase }: Cine,
  arrived: readonly Line[],
  began: readonly Line[],
  last: number,
  weightsAt: (lines: readonly Line[]) => Float32Array,
  { registration }: StrainOptions,
): Outcome<readonly Line[]> {
  const target = targetOf(at(images, last), weightsAt(arrived), registration)
  if (!target.measured) return target
  const found = register(target.value, at(images, edPhase))
  if (!found.measured) return found
  const { displacement } = found.value
  return measured(
    arrived.map((line, i) => moved(displacement, line).map((value, k) => value - (at(began, i)[k] ?? 0))),
  )
}

/** @returns the mean over all points of the first `own` lines, mm */
function noteClosing(
  evidence: readonly Evidence[],
  errors: readonly Line[],
  { images }: Cine,
  own: number,
): Mm {
  const { columnSpacing, rowSpacing } = at(images, 0).plane
  let sum = 0
  let points = 0
  for (const [i, { closing }] of evidence.entries()) {
    const error = at(errors, i)
    for (let k = 0; k < closing.length; k++) {
      const distance = Math.hypot((error[2 * k] ?? 0) * columnSpacing, (error[2 * k + 1] ?? 0) * rowSpacing)
      closing[k] = distance
      if (i >= own) continue
      sum += distance
      points++
    }
  }
  return mm(sum / points)
}

function spreadOverBeat(paths: readonly Line[][], errors: readonly Line[], cine: Cine): void {
  for (const phase of cine.times.keys()) {
    const share = sinceEd(cine, phase) / cine.rr
    for (const [i, path] of paths.entries()) {
      const error = at(errors, i)
      path[phase] = at(path, phase).map((value, k) => value - share * (error[k] ?? 0))
    }
  }
}
