/**
 * One inference with an ONNX model. Only a child process runs it: native code cannot be stopped in the middle, and
 * what it breaks must not be the library's process.
 */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { InferInput, InferOutput, InferTensor, JobContext } from '#contract/jobs.ts'

const mostModelBytes = 512 * 1024 * 1024
const mostElements = 64 * 1024 * 1024
/** the native part says nothing while it works: this is the child's sign of life */
const signOfLifeMs = 1_000

/**
 * @throws Error with code 'model-changed' when the file is not the one of the card, 'model-unfit' when the model
 *         does not take what it is given or gives not what is asked for
 */
export async function infer(
  { model, sha256, inputs, outputs }: InferInput,
  { report }: JobContext<{ readonly ms: number }>,
): Promise<InferOutput> {
  const bytes = await verified(model, sha256)
  const began = performance.now()
  const alive = setInterval(() => report({ ms: performance.now() - began }), signOfLifeMs)
  try {
    const session = await InferenceSession.create(bytes, { executionProviders: ['cpu'] })
    refuseUnfit(session, inputs, outputs)
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { dims, data }]) => [name, new Tensor('float32', data, [...dims])]),
    )
    const results = await session.run(feeds, [...outputs])
    return { outputs: Object.fromEntries(outputs.map((name) => [name, plain(name, results[name])])) }
  } finally {
    clearInterval(alive)
  }
}

const refusal = (code: 'model-changed' | 'model-unfit', message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { code })

async function verified(model: string, sha256: string): Promise<Uint8Array> {
  const { size } = await stat(model)
  if (size > mostModelBytes) throw refusal('model-unfit', `a model of ${size} bytes is not loaded`)
  const bytes = await readFile(model)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw refusal('model-changed', 'the model file is not the one that its card names')
  return bytes
}

function refuseUnfit(
  { inputNames, outputNames }: InferenceSession,
  inputs: InferInput['inputs'],
  outputs: readonly string[],
): void {
  const given = Object.keys(inputs)
  const odd = [
    ...inputNames.filter((name) => !given.includes(name)),
    ...given.filter((name) => !inputNames.includes(name)),
    ...outputs.filter((name) => !outputNames.includes(name)),
  ]
  if (odd.length > 0) throw refusal('model-unfit', `the model and its use differ in ${odd.join(', ')}`)
  for (const [name, { dims, data }] of Object.entries(inputs)) {
    const elements = dims.reduce((product, dim) => product * dim, 1)
    if (elements !== data.length || elements > mostElements)
      throw refusal('model-unfit', `${name}: ${data.length} numbers are given for ${dims.join(' x ')}`)
  }
}

function plain(name: string, tensor: Tensor | undefined): InferTensor {
  if (tensor === undefined || !(tensor.data instanceof Float32Array))
    throw refusal('model-unfit', `${name} is not a tensor of float32`)
  return { dims: tensor.dims, data: tensor.data }
}
