import type { TruthCases } from '../row.ts'

export const strain: TruthCases = () => []
