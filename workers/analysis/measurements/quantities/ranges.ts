import type { QuantityRow } from './row.ts'

export const rangesQuantities = {
  'z-score': { unit: '1', meaning: 'Standard deviations from the middle of a reference range' },
  'dcm-imaging': { unit: '1', meaning: 'Imaging criterion of MPS-CMR-DCM: 1 met, 0 not met' },
} as const satisfies Readonly<Record<string, QuantityRow>>
