import type { TruthCases } from '../row.ts'

export const series: TruthCases = () => []
