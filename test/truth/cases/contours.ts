import type { TruthCases } from '../row.ts'

export const contours: TruthCases = () => []
