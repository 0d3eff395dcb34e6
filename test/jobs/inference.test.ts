/** Native inference is a guest: whatever it does, the host and its other jobs live. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import type { InferInput } from '#contract/jobs.ts'
import { type Children, createChildren, forkChild } from '../../main/services/jobs/children.ts'
import { JobFailed, type Seat } from '../../main/services/jobs/runner.ts'
import { createThreads, type Threads } from '../../main/services/jobs/threads.ts'
import { builtWorkers } from '../built-workers.ts'
import { endlessModel, logisticModel } from '../models/onnx.ts'

const coefficients = [0.4, -1.2, 0.03]
const intercept = -0.5
const x = [1, 2, 30]

let children: Children
let threads: Threads
let seat: Seat & { readonly pid: number | undefined }
let folder: string

beforeAll(async () => {
  const entries = await builtWorkers()
  folder = mkdtempSync(join(tmpdir(), 'midwall-models-'))
  children = createChildren(entries.process, (entry) => {
    seat = forkChild(entry)
    return seat
  })
  threads = createThreads(entries.thread, { threads: 1 })
})
afterAll(async () => {
  await Promise.all([children.close(), threads.close()])
  rmSync(folder, { recursive: true, force: true })
})

function stored(name: string, bytes: Uint8Array): Pick<InferInput, 'model' | 'sha256'> {
  const model = join(folder, name)
  writeFileSync(model, bytes)
  return { model, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const logistic = (): InferInput => ({
  ...stored('logistic.onnx', logisticModel(coefficients, intercept)),
  inputs: { x: { dims: [1, x.length], data: Float32Array.from(x) } },
  outputs: ['risk'],
})

/** Begun, and deep in native code: the child has said that it is alive since. */
async function endless(signal: AbortSignal): Promise<{ readonly ended: Promise<unknown> }> {
  const side = 1024
  const input: InferInput = {
    ...stored('endless.onnx', endlessModel(side, 2_000)),
    inputs: { x: { dims: [side, side], data: new Float32Array(side * side).fill(1) } },
    outputs: ['risk'],
  }
  let ended: Promise<unknown> = Promise.resolve()
  await new Promise<void>((resolve, reject) => {
    ended = children
      .run('infer', input, { signal, onProgress: () => resolve() })
      .catch((reason: unknown) => reason)
    void ended.then(() => reject(new Error('the inference ended before it had worked for a second')))
  })
  return { ended }
}

const failure = async (input: InferInput): Promise<JobFailed> => {
  const error: unknown = await children.run('infer', input).catch((reason: unknown) => reason)
  if (error instanceof JobFailed) return error
  throw new Error('the inference did not fail')
}

describe('an inference in a child process', () => {
  it('gives the probability that the model says', async () => {
    const { outputs } = await children.run('infer', logistic())
    const z = coefficients.reduce((sum, c, i) => sum + c * (x[i] ?? 0), intercept)
    expect(outputs['risk']?.dims).toEqual([1, 1])
    expect(outputs['risk']?.data[0]).toBeCloseTo(1 / (1 + Math.exp(-z)), 6)
  })

  it('is cancelled within 200 ms in the middle of native work, and the next one runs', async () => {
    const stop = new AbortController()
    const { ended } = await endless(stop.signal)
    const asked = performance.now()
    stop.abort()
    expect(isFailure(await ended, 'cancelled')).toBe(true)
    expect(performance.now() - asked).toBeLessThan(200)
    await expect(children.run('infer', logistic())).resolves.toBeDefined()
  }, 60_000)

  it('that aborts its process fails alone: the host, its threads and the next inference live', async () => {
    const { ended } = await endless(new AbortController().signal)
    process.kill(seat.pid ?? 0, 'SIGABRT')
    const error = await ended
    expect(error instanceof JobFailed && [error.end, String(error.cause)]).toEqual([
      'crashed',
      'Error: the child process ended with SIGABRT',
    ])
    await expect(threads.run('find-duplicates', { facts: [] })).resolves.toEqual({ duplicates: [] })
    await expect(children.run('infer', logistic())).resolves.toBeDefined()
  }, 60_000)

  it('is refused when the model is not the one of its card', async () => {
    const { code, message } = await failure({ ...logistic(), sha256: '0'.repeat(64) })
    expect(code).toBe('model-changed')
    expect(message).toContain('not the one that its card names')
  })

  it.each([
    ['an input that the model does not have', { inputs: { y: { dims: [1], data: new Float32Array(1) } } }],
    ['an output that the model does not have', { outputs: ['survival'] }],
    ['fewer numbers than the shape says', { inputs: { x: { dims: [1, 3], data: new Float32Array(2) } } }],
  ])('is refused with %s', async (_, wrong) => {
    expect((await failure({ ...logistic(), ...wrong })).code).toBe('model-unfit')
  })
})
