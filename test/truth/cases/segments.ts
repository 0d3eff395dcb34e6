import type { TruthCases } from '../row.ts'

export const segments: TruthCases = () => []
