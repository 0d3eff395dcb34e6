import type { QuantityRow } from './row.ts'

export const strainQuantities = {} as const satisfies Readonly<Record<string, QuantityRow>>
