/**
 * ONNX models made from nothing but their format, so that a test knows what each computes.
 * @source onnx/onnx.proto (ONNX 1.16, IR version 8): field numbers of ModelProto, GraphProto, NodeProto,
 *         TensorProto, ValueInfoProto
 */

type Field = readonly [number: number, value: number | string | Uint8Array]

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest > 0 ? low + 128 : low)
  } while (rest > 0)
  return bytes
}

function message(...fields: readonly Field[]): Uint8Array {
  const parts = fields.map(([number, value]) => {
    if (typeof value === 'number') return Uint8Array.from([...varint(number * 8), ...varint(value)])
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
    return Buffer.concat([Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes])
  })
  return Buffer.concat(parts)
}

const float = 1

const node = (op: string, inputs: readonly string[], output: string): Field => [
  1,
  message(...inputs.map((name): Field => [1, name]), [2, output], [3, output], [4, op]),
]

const weights = (name: string, dims: readonly number[], values: Float32Array): Field => [
  5,
  message(
    ...dims.map((dim): Field => [1, dim]),
    [2, float],
    [8, name],
    [9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)],
  ),
]

const value = (field: 11 | 12, name: string, dims: readonly number[]): Field => {
  const shape = message(...dims.map((dim): Field => [1, message([1, dim])]))
  return [field, message([1, name], [2, message([1, message([1, float], [2, shape])])])]
}

const model = (...graph: readonly Field[]): Uint8Array =>
  message([1, 8], [7, message(...graph, [2, 'graph'])], [8, message([1, ''], [2, 13])])

/** risk = 1 / (1 + exp(-(x · coefficients + intercept))), x of shape 1 × n. */
export const logisticModel = (coefficients: readonly number[], intercept: number): Uint8Array =>
  model(
    node('MatMul', ['x', 'w'], 'product'),
    node('Add', ['product', 'b'], 'sum'),
    node('Sigmoid', ['sum'], 'risk'),
    weights('w', [coefficients.length, 1], Float32Array.from(coefficients)),
    weights('b', [1], Float32Array.of(intercept)),
    value(11, 'x', [1, coefficients.length]),
    value(12, 'risk', [1, 1]),
  )

/** Multiplies a square matrix again and again: minutes of native work that cannot be asked to stop. */
export function endlessModel(side: number, times: number): Uint8Array {
  const steps = Array.from({ length: times }, (_, i) =>
    node('MatMul', [i === 0 ? 'x' : `y${i - 1}`, 'w'], i === times - 1 ? 'risk' : `y${i}`),
  )
  return model(
    ...steps,
    weights('w', [side, side], new Float32Array(side * side).fill(1 / side)),
    value(11, 'x', [side, side]),
    value(12, 'risk', [side, side]),
  )
}
