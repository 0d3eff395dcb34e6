/** What a scanner makes of signal: coil sensitivity, point spread, noise, stored integers. */
import type { PatientPoint } from '../geometry/plane.ts'
import { normalNumbers, type RandomBits, randomBits } from './random.ts'

/** Standard deviation of real and imaginary part, in the units of `signal.ts`. */
const noise = 8

/**
 * Sensitivity of the receiver coils at a point of the patient: one array on the chest, a weaker one under the
 * spine, so that the picture is bright in front and fades inwards.
 */
export function coilSensitivity([x, y]: PatientPoint): number {
  const front = Math.max(0, y + 100 - 0.0022 * x * x)
  const back = Math.max(0, 116 - y)
  return 0.5 + 0.85 * Math.exp(-front / 62) + 0.4 * Math.exp(-back / 55)
}

/** Share of a pixel's signal that leaks to each neighbour along a row or a column. */
const leak = 0.11

/** The point spread of a real acquisition, which is a little wider than a pixel; the outermost pixels stay. */
export function spreadPoints(
  image: Float32Array,
  columns: number,
  rows: number,
  scratch: Float32Array,
): void {
  const keep = 1 - 2 * leak
  scratch.set(image)
  for (let row = 0; row < rows; row++)
    for (let i = row * columns + 1; i < (row + 1) * columns - 1; i++)
      scratch[i] = keep * (image[i] ?? 0) + leak * ((image[i - 1] ?? 0) + (image[i + 1] ?? 0))
  image.set(scratch)
  for (let i = columns; i < (rows - 1) * columns; i++)
    image[i] = keep * (scratch[i] ?? 0) + leak * ((scratch[i - columns] ?? 0) + (scratch[i + columns] ?? 0))
}

/** Stored value for a signal of 1; the brightest tissue stays below 12 bits. */
const storedScale = 4
const brightestStored = 4095

const tableSize = 1 << 14
let normalTable: Float32Array | undefined

/** Drawn once: picking from a table costs a tenth of making a normal number. */
const normals = (): Float32Array => {
  normalTable ??= normalNumbers(randomBits(1, 0), new Float32Array(tableSize))
  return normalTable
}

/** Magnitude of a complex signal with equal normal noise in both parts (Rician), as stored integers. */
export function acquire(
  image: Float32Array,
  sensitivity: Float32Array,
  bits: RandomBits,
): Uint16Array<ArrayBuffer> {
  const table = normals()
  const stored = new Uint16Array(image.length)
  for (let i = 0; i < image.length; i++) {
    const drawn = bits()
    const real = (image[i] ?? 0) * (sensitivity[i] ?? 0) + noise * (table[drawn & (tableSize - 1)] ?? 0)
    const imaginary = noise * (table[drawn >>> 18] ?? 0)
    stored[i] = Math.min(
      brightestStored,
      Math.round(storedScale * Math.sqrt(real * real + imaginary * imaginary)),
    )
  }
  return stored
}
