import type { TruthCases } from '../row.ts'

export const survival: TruthCases = () => []
