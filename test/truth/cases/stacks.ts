import type { TruthCases } from '../row.ts'

export const stacks: TruthCases = () => []
