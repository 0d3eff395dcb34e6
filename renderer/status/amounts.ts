/** Amounts as they are read. */
import { numberIn } from '../texts/formats.ts'

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** As in '131 MB', '4.2 GB': decimal units, as disks and networks count. */
export function bytesText(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  const value = bytes / 1000 ** step
  return `${numberIn(value, step === 0 || value >= 100 ? 0 : 1)} ${units[step]}`
}

/** As in '1 contour', '2 contours'. */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** As in '168 cm · 71 kg · BSA 1.87 m²'; empty when nothing is known. */
export const sizeText = (size: { heightCm?: number; weightKg?: number; bsa?: number }): string =>
  [
    size.heightCm && `${numberIn(size.heightCm)} cm`,
    size.weightKg && `${numberIn(size.weightKg)} kg`,
    size.bsa && `BSA ${numberIn(size.bsa, 2)} m²`,
  ]
    .filter(Boolean)
    .join(' · ')
