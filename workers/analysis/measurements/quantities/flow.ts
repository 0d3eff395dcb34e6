import type { QuantityRow } from './row.ts'

export const flowQuantities = {} as const satisfies Readonly<Record<string, QuantityRow>>
