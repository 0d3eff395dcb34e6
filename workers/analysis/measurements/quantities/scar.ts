import type { QuantityRow } from './row.ts'

export const scarQuantities = {} as const satisfies Readonly<Record<string, QuantityRow>>
