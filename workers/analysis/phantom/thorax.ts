/**
 * The chest round the heart: which material lies where, and its signal in a balanced steady-state cine. Scenery,
 * without any truth. It does not move, as in a breath hold.
 *
 * Patient frame, millimetres, LPS, midline at x = 0.
 */
import { type Texture, textureAt } from './texture.ts'

/** Signal of each material in a cine at full coil sensitivity; blood is 330, myocardium 110 (`signal.ts`). */
const signal = {
  air: 3,
  lung: 16,
  fat: 200,
  muscle: 62,
  marrow: 120,
  cortex: 22,
  liver: 128,
  spleen: 150,
  stomach: 70,
  gas: 6,
  vessel: 300,
  fluid: 270,
  cord: 120,
  disc: 60,
  mediastinum: 150,
} as const
export type ChestMaterial = keyof typeof signal
export const chestMaterials = Object.keys(signal) as readonly ChestMaterial[]

/** How the cine signal at a point compares with that of its material. */
export interface ChestPoint {
  modulation: number
}
/** Patient coordinates, mm. @returns the material, by its place in the list */
export type ChestAt = (x: number, y: number, z: number, into: ChestPoint) => number

const codes = Object.fromEntries(chestMaterials.map((name, code) => [name, code])) as Readonly<
  Record<ChestMaterial, number>
>
/** Signal of each material in a cine, by code. */
export const cineChestSignals: readonly number[] = chestMaterials.map((name) => signal[name])

/** @param more  what grain and vessels add to the material's signal */
function put(into: ChestPoint, material: ChestMaterial, more = 0): number {
  into.modulation = 1 + more / signal[material]
  return codes[material]
}

/** The body's outline: between an ellipse and a box; 1 on the skin. */
const body = { y: 8, halfWidth: 170, halfDepth: 110 }
const outline = (x: number, y: number): number => {
  const u = Math.abs(x / body.halfWidth)
  const v = Math.abs((y - body.y) / body.halfDepth)
  return u > 1 || v > 1 ? Number.POSITIVE_INFINITY : Math.cbrt(u * u * u + v * v * v)
}

/** Math.hypot guards against overflow, at ten times the cost. */
const norm = (a: number, b: number, c = 0): number => Math.sqrt(a * a + b * b + c * c)

export function thoraxAt(texture: Texture): ChestAt {
  return (x, y, z, into) => {
    const rim = outline(x, y)
    if (rim > 1) return put(into, 'air')
    const grain = textureAt(texture, x + 300, y + 300, z + 300)
    const wobble = 0.02 * Math.sin(3 * Math.atan2(y - body.y, x)) + 0.003 * grain
    if (rim > 0.9 + wobble && rim < 0.985) return put(into, 'fat', 12 * grain)
    if (rim >= 0.985) return put(into, 'muscle')
    const spine = putSpine(x, y, z, grain, into)
    if (spine !== undefined) return spine
    const inner = ribDistance(x, y)
    return inner > 1 ? putChestWall(x, y, z, inner, grain, into) : putInside(x, y, z, grain, into)
  }
}

/** 1 on the inside of the ribs, less within. */
export const ribDistance = (x: number, y: number): number => norm(x / 134, (y - 4) / 80)

/** Muscle with ribs in it: oblique bands of marrow in a dark cortex. */
function putChestWall(
  x: number,
  y: number,
  z: number,
  inner: number,
  grain: number,
  into: ChestPoint,
): number {
  const along = (z - 0.55 * y + 0.12 * Math.abs(x)) / 30
  const band = Math.abs(along - Math.round(along)) * 30
  const depth = Math.abs(inner - 1.055) * 110
  const fromRib = norm(band / 6.5, depth / 4)
  if (y < 70 && fromRib < 0.72) return put(into, 'marrow', 8 * grain)
  if (y < 70 && fromRib < 1.1) return put(into, 'cortex')
  return put(into, 'muscle', 7 * grain)
}

/** Vertebrae with discs, the canal with its cord, and the muscles of the back; undefined elsewhere. */
function putSpine(x: number, y: number, z: number, grain: number, into: ChestPoint): number | undefined {
  const vertebra = norm(x / 21, (y - 62) / 17)
  if (vertebra < 1) {
    const level = z / 31 - Math.round(z / 31)
    if (Math.abs(level) > 0.42) return put(into, 'disc', 6 * grain)
    return vertebra > 0.9 ? put(into, 'cortex') : put(into, 'marrow', 9 * grain)
  }
  const canal = norm(x, y - 87)
  const arch = norm(x / 34, (y - 90) / 14)
  if (canal < 4.5) return put(into, 'cord')
  if (canal < 8.5) return put(into, 'fluid')
  if (canal < 11) return put(into, 'cortex')
  if (arch < 1 && Math.abs(x) > 6) return put(into, 'muscle', 9 * grain)
  if (Math.abs(x) <= 6 && y > 87 && y < 112) return put(into, 'marrow', -0.2 * signal.marrow)
  return undefined
}

function putInside(x: number, y: number, z: number, grain: number, into: ChestPoint): number {
  const descending = norm(x - descendingAorta.x, y - descendingAorta.y)
  if (descending < descendingAorta.radius) return put(into, 'vessel', 6 * grain)
  if (descending < descendingAorta.radius + 2) return put(into, 'muscle')
  const cava = norm(x + 24, y - 6)
  if (z < 12 && cava < 11) return put(into, 'vessel', -0.1 * signal.vessel + 8 * grain)
  const below = diaphragm(x, y) - z
  if (below > 0) return putAbdomen(x, y, z, below, grain, into)
  if (norm(x - 8, y - 40) < 7) return put(into, 'muscle', 20 * grain)
  if (inMediastinum(x, y, z)) return put(into, 'mediastinum', 22 * grain)
  return putLung(x, y, z, grain, into)
}

/** Beside the spine, straight down; mm. */
export const descendingAorta = { x: 26, y: 44, radius: 10.5 } as const

/** Height of the diaphragm: flat under the heart, a high dome on the right, a lower one on the left. */
const diaphragm = (x: number, y: number): number =>
  -54 +
  0.28 * y +
  52 * Math.exp(-(((x + 82) / 52) ** 2) - ((y - 5) / 62) ** 2) +
  26 * Math.exp(-(((x - 96) / 34) ** 2) - ((y - 22) / 46) ** 2)

/** Liver on the right up to the left lobe, stomach with a bubble of gas on the left, spleen behind it. */
function putAbdomen(x: number, y: number, z: number, below: number, grain: number, into: ChestPoint): number {
  if (below < 2.5) return put(into, 'muscle', -0.2 * signal.muscle)
  if (below < 5 && x > 30) return put(into, 'fat', -0.25 * signal.fat + 12 * grain)
  if (norm((x - 92) / 34, (y - 42) / 24) < 1) return put(into, 'spleen', 10 * grain)
  const stomach = norm((x - 66) / 42, (y + 12) / 44, (z + 84) / 46)
  if (stomach < 0.9) return y < -20 + 0.1 * x ? put(into, 'gas') : put(into, 'stomach', 22 * grain)
  if (stomach < 1) return put(into, 'muscle')
  if (x > 36) return put(into, 'fat', -0.3 * signal.fat + 16 * grain)
  const veins = Math.sin(x / 11 + z / 17) + Math.sin(y / 9 - x / 19) + Math.sin(z / 12 + y / 21)
  return put(into, 'liver', 7 * grain + (veins > 2.35 ? 85 : 0))
}

/** Fat and vessels between the lungs, round the heart but for its lateral side, which touches the lung. */
function inMediastinum(x: number, y: number, z: number): boolean {
  const sac = norm((x - 20) / 62, (y + 22) / 48, (z + 4) / 62)
  const upper = z > 10 && norm((x - 4) / 40, (y - 4) / 52) < 1
  const front = norm((x - 12) / 40, (y + 74) / 20, (z - 10) / 70) < 1
  return sac < 1 || upper || front
}

/** Nearly black, with bright vessels that branch from the hila. */
function putLung(x: number, y: number, z: number, grain: number, into: ChestPoint): number {
  const fromHilum = norm(Math.abs(x) - 42, y - 22, z - 30)
  const vessel = 0.4 * Math.exp(-fromHilum / 80) * Math.min(1, Math.max(0, grain - 0.7 - fromHilum / 110))
  if (vessel > 0.06) return put(into, 'vessel', (vessel - 1) * signal.vessel)
  return put(into, 'lung', 5 * grain)
}
