/**
 * Randomness that repeats: the same seed gives the same numbers on every machine. Not for secrets.
 *
 * The generator is sfc32 (Doty-Humphrey, PractRand), 128 bits of state; its seed and a stream number are spread
 * over the state by the finaliser of MurmurHash3, so that neighbouring streams have nothing in common.
 */
export type RandomBits = () => number

/** @returns a function that gives 32 fresh bits a call, as an unsigned integer */
export function randomBits(seed: number, stream: number): RandomBits {
  let a = spread(seed | 0)
  let b = spread(a ^ (stream | 0))
  let c = spread(b ^ 0x9e3779b9)
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

function spread(value: number): number {
  let v = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  v = Math.imul(v ^ (v >>> 13), 0xc2b2ae35)
  return (v ^ (v >>> 16)) | 0
}

/** Uniform in (0, 1]. */
export const uniform = (bits: RandomBits): number => (bits() + 1) / 2 ** 32

/** Standard normal numbers by the Box-Muller transform. */
export function normalNumbers(bits: RandomBits, into: Float32Array): Float32Array {
  for (let i = 0; i < into.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform(bits)))
    const angle = 2 * Math.PI * uniform(bits)
    into[i] = radius * Math.cos(angle)
    if (i + 1 < into.length) into[i + 1] = radius * Math.sin(angle)
  }
  return into
}
