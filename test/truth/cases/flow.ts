import type { TruthCases } from '../row.ts'

export const flow: TruthCases = () => []
