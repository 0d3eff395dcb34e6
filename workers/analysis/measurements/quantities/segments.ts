import type { QuantityRow } from './row.ts'

export const segmentsQuantities = {} as const satisfies Readonly<Record<string, QuantityRow>>
