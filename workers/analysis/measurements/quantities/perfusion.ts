import type { QuantityRow } from './row.ts'

export const perfusionQuantities = {} as const satisfies Readonly<Record<string, QuantityRow>>
