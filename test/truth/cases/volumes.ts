import type { TruthCases } from '../row.ts'

export const volumes: TruthCases = () => []
