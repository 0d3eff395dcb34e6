/** What a scanner makes of signal: coil sensitivity, point spread, noise, stored integers. */
import type { PatientPoint } from '../geometry/plane.ts'
import { normalNumbers, type RandomBits, randomBits } from '../numerics/random.ts'
import type { ImageAttributes } from './attributes.ts'

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

const tableSize = 1 << 16
let normalTable: Float32Array | undefined

/** Drawn once: reading on from a chance place of a table costs a twentieth of making normal numbers. */
const normals = (): Float32Array => {
  normalTable ??= normalNumbers(randomBits(1, 0), new Float32Array(tableSize))
  return normalTable
}

/** As many normal numbers as a row has pixels, twice: places of the table where they begin. */
interface RowNoise {
  readonly real: number
  readonly imaginary: number
}

const rowNoise = (bits: RandomBits): RowNoise => {
  const drawn = bits()
  return { real: drawn & (tableSize - 1), imaginary: drawn >>> 16 }
}

/** Magnitude of a complex signal with equal normal noise in both parts (Rician), as stored integers. */
export function acquire(
  image: Float32Array,
  sensitivity: Float32Array,
  columns: number,
  bits: RandomBits,
): Uint16Array<ArrayBuffer> {
  const table = normals()
  const stored = new Uint16Array(image.length)
  for (let start = 0; start < image.length; start += columns) {
    const { real, imaginary } = rowNoise(bits)
    for (let i = start; i < start + columns; i++) {
      const x = (image[i] ?? 0) * (sensitivity[i] ?? 0) + noise * (table[(real + i) & (tableSize - 1)] ?? 0)
      const y = noise * (table[(imaginary + i) & (tableSize - 1)] ?? 0)
      stored[i] = Math.min(brightestStored, storedScale * Math.sqrt(x * x + y * y) + 0.5)
    }
  }
  return stored
}

/** [row][column]; `ImageAttributes` says what they mean. */
export type StoredPixels = Uint16Array<ArrayBuffer> | Int16Array<ArrayBuffer>

/**
 * Magnitude, or the real part after the phase was corrected and the coils were evened out by a reference: the
 * phase-sensitive picture, dark where inversion has left tissue upside down.
 */
export function storeSignal(
  image: Float32Array,
  sensitivity: Float32Array,
  columns: number,
  bits: RandomBits,
  attributes: ImageAttributes,
): StoredPixels {
  if (attributes.component === 'magnitude') return acquire(image, sensitivity, columns, bits)
  const table = normals()
  const values = new Float32Array(image.length)
  for (let start = 0; start < image.length; start += columns) {
    const { real } = rowNoise(bits)
    for (let i = start; i < start + columns; i++) {
      const noisy = noise * (table[(real + i) & (tableSize - 1)] ?? 0)
      values[i] = storedScale * ((image[i] ?? 0) + noisy / (sensitivity[i] ?? 1))
    }
  }
  return storeValues(values, attributes)
}

/** Magnitude and phase, from -π to π, of a complex signal that the coils weigh, in stored units. */
export function detect(
  real: Float32Array,
  imaginary: Float32Array,
  sensitivity: Float32Array,
  columns: number,
  bits: RandomBits,
): { readonly magnitude: Float32Array; readonly phase: Float32Array } {
  const table = normals()
  const magnitude = new Float32Array(real.length)
  const phase = new Float32Array(real.length)
  for (let start = 0; start < real.length; start += columns) {
    const row = rowNoise(bits)
    for (let i = start; i < start + columns; i++) {
      const coil = sensitivity[i] ?? 0
      const x = (real[i] ?? 0) * coil + noise * (table[(row.real + i) & (tableSize - 1)] ?? 0)
      const y = (imaginary[i] ?? 0) * coil + noise * (table[(row.imaginary + i) & (tableSize - 1)] ?? 0)
      magnitude[i] = storedScale * Math.sqrt(x * x + y * y)
      phase[i] = Math.atan2(y, x)
    }
  }
  return { magnitude, phase }
}

const signedRange = { low: -32768, high: 32767 }

/** Modality values as stored integers; beyond the range of their bits the nearest one. */
export function storeValues(
  values: Float32Array,
  { slope, intercept, signed }: ImageAttributes,
): StoredPixels {
  const stored = signed ? new Int16Array(values.length) : new Uint16Array(values.length)
  const { low, high } = signed ? signedRange : { low: 0, high: brightestStored }
  for (let i = 0; i < values.length; i++)
    stored[i] = Math.min(high, Math.max(low, Math.round(((values[i] ?? 0) - intercept) / slope)))
  return stored
}
