import type { QuantityRow } from './row.ts'

export const chambersQuantities = {} as const satisfies Readonly<Record<string, QuantityRow>>
