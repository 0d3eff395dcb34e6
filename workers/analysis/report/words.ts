/** Reports in words, for people who read tables. */
import type { UnmeasuredReason } from '../units/outcome.ts'
import { unmeasuredCodes } from './private-codes.ts'

/** 'No epicardial contours': the same sentence in an SR, a table and a file. */
export const reasonInWords = (reason: UnmeasuredReason): string => unmeasuredCodes[reason].meaning
