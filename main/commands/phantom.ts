/** `midwall phantom`: a synthetic examination as files, with its truth and its exact contours beside them. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { FlowOptions } from '#analysis/phantom/aortic-flow.ts'
import { type PhantomStudyOptions, vendors } from '#analysis/phantom/options.ts'
import { presetNames } from '#analysis/phantom/presets.ts'
import { truthOf } from '#analysis/phantom/truth-of.ts'
import { cmPerS } from '#analysis/units/units.ts'
import type { TruthDocument } from '#contract/analysis-documents/truth.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { CommandCancelled, exitCodes, UsageError } from './command.ts'
import type { FileCommand, FileInvocation } from './file-command.ts'
import { untilStopped } from './stop.ts'

const everySoMany = 100

const withoutVenc =
  'Classic files without a maker have no attribute for the VENC, so their flow cannot be measured: give --vendor or --enhanced.'

export const phantom: FileCommand = {
  name: 'phantom',
  usage: `phantom OUT --preset ${presetNames.join('|')} [--seed N] [--vendor ${vendors.join('|')}] [--venc CM_PER_S] [--tilt DEGREES] [--regurgitation SHARE] [--enhanced] [--small]`,
  summary: 'writes a synthetic examination: dicom/, truth.json and contours.json',
  options: {
    preset: { type: 'string' },
    seed: { type: 'string' },
    vendor: { type: 'string' },
    venc: { type: 'string' },
    tilt: { type: 'string' },
    regurgitation: { type: 'string' },
    enhanced: { type: 'boolean' },
    small: { type: 'boolean' },
  },
  run: (invocation) => untilStopped((signal) => write(invocation, signal)),
}

async function write({ positionals, values, output }: FileInvocation, signal: AbortSignal) {
  const [out] = positionals
  if (out === undefined) throw new UsageError('OUT is missing')
  const options = optionsOf(values)
  const folder = resolve(out)
  let files = 0
  for (const { fileName, bytes } of phantomStudy(options)) {
    if (signal.aborted) throw new CommandCancelled()
    const path = join(folder, 'dicom', fileName)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
    files += 1
    if (files % everySoMany === 0) output.progress(`${files} files`)
  }
  const contours = phantomContours(options, 'ed-es')
  const truth: TruthDocument = truthOf(options)
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`)
  await writeFile(join(folder, 'contours.json'), `${JSON.stringify(contours)}\n`)
  const notes = options.vendor === undefined && options.enhanced !== true ? [withoutVenc] : []
  output.result({ study: contours.study, folder, files, notes }, [
    `${files} files of study ${contours.study}`,
    ...notes,
  ])
  return exitCodes.done
}

function optionsOf(values: FileInvocation['values']): PhantomStudyOptions {
  const preset = presetNames.find((name) => name === values['preset'])
  if (preset === undefined) throw new UsageError(`--preset is one of ${presetNames.join(', ')}`)
  const vendor = vendors.find((name) => name === values['vendor'])
  if (values['vendor'] !== undefined && vendor === undefined)
    throw new UsageError(`--vendor is one of ${vendors.join(', ')}`)
  const seed = Number(values['seed'] ?? 1)
  if (!Number.isInteger(seed)) throw new UsageError('--seed is a whole number')
  const flow = flowOf(values)
  return {
    preset,
    seed,
    ...(flow === undefined ? {} : { flow }),
    examination: 'whole',
    project: 'MIDWALL-PHANTOM',
    site: 'SITE-A',
    subject: `MW-P${String(seed).padStart(3, '0')}`,
    studyDate: '20240102',
    ...(vendor === undefined ? {} : { vendor }),
    ...(values['enhanced'] === true ? { enhanced: true } : {}),
    ...(values['small'] === true ? { small: true } : {}),
  }
}

/** A peak above the VENC aliases; a plane tilted by more than this is no plane across a vessel. */
const steepest = 45

function flowOf(values: FileInvocation['values']): FlowOptions | undefined {
  const venc = within(values, 'venc', 10, 500)
  const tilt = within(values, 'tilt', 0, steepest)
  const regurgitation = within(values, 'regurgitation', 0, 0.9)
  if (venc === undefined && tilt === undefined && regurgitation === undefined) return undefined
  return {
    ...(venc === undefined ? {} : { venc: cmPerS(venc) }),
    ...(tilt === undefined ? {} : { tilt }),
    ...(regurgitation === undefined ? {} : { regurgitation }),
  }
}

function within(
  values: FileInvocation['values'],
  name: string,
  low: number,
  high: number,
): number | undefined {
  const text = values[name]
  if (text === undefined) return undefined
  const value = Number(text)
  if (text === '' || !(value >= low && value <= high))
    throw new UsageError(`--${name} is a number from ${low} to ${high}`)
  return value
}
