/** How a command ends that did not come to its end: a sentence, an exit code, and with --json a document. */
import { ORPCError } from '@orpc/server'
import { Failure, type Fault, type FaultCode, faults } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import { CommandCancelled, type ExitCode, exitCodes, type Output, UsageError } from './command.ts'

/** Says what happened and what to do; a batch can branch on the code of the document. */
export function report(error: unknown, output: Output): ExitCode {
  const usage = usageProblem(error)
  if (usage !== undefined) return say(output, 'usage', usage, exitCodes.usage)
  const fault = error instanceof CommandCancelled ? cancelled : faultOf(error)
  if (!fault) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return say(output, 'bug', stack, exitCodes.bug)
  }
  const { what, todo } = faultSentence(fault)
  output.progress(`${what} ${todo}`)
  if (output.json) output.result({ error: fault }, [])
  if (fault.code === 'cancelled') return exitCodes.cancelled
  return fault.code === 'bug' ? exitCodes.bug : exitCodes.refused
}

/** Ends that are no faults of the contract. */
function say(output: Output, code: 'usage' | 'bug', message: string, exit: ExitCode): ExitCode {
  output.progress(message)
  if (output.json) output.result({ error: { code, message } }, [])
  return exit
}

const cancelled: Fault = { code: 'cancelled', data: {} }
const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(faults, code)

function faultOf(error: unknown): Fault | undefined {
  if (error instanceof Failure) return error.fault
  if (error instanceof ORPCError && isFaultCode(error.code))
    return { code: error.code, data: error.data } as Fault
  return undefined
}

/** What was typed was not what a command takes, or not of the form that the contract wants. */
function usageProblem(error: unknown): string | undefined {
  const unparsed = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE')
  if (error instanceof UsageError || unparsed) return `${error.message}. See 'midwall help'.`
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined
  const { issues = [] } = (error.data ?? {}) as { issues?: { path?: unknown[]; message: string }[] }
  const problems = issues.map(({ path, message }) => `${path?.join('.') ?? ''}: ${message}`)
  return problems.join('; ') || error.message
}
