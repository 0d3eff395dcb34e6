import type { TruthCases } from '../row.ts'

export const scar: TruthCases = () => []
