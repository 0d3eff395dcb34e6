import type { TruthCases } from '../row.ts'

export const perfusion: TruthCases = () => []
