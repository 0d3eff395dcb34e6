import type { QuantityRow } from './row.ts'

export const mappingQuantities = {} as const satisfies Readonly<Record<string, QuantityRow>>
