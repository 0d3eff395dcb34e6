import type { TruthCases } from '../row.ts'

export const agreement: TruthCases = () => []
