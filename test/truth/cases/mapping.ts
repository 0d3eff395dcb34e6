import type { TruthCases } from '../row.ts'

export const mapping: TruthCases = () => []
