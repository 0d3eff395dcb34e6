/** Numbers that are typed: what is not quite one is wrong usage, never a default. */
import { option, UsageError } from './command.ts'
import type { FileInvocation } from './file-command.ts'

type Named = Pick<FileInvocation, 'values'>

export function wholeNumber(invocation: Named, name: string): number | undefined {
  const text = option(invocation, name)
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} wants a whole number, not '${text}'`)
  return Number(text)
}

/** @param text  a part of what was typed for the option */
export function positiveNumber(text: string, name: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value > 0 && Number.isFinite(value)))
    throw new UsageError(`--${name} wants a number above 0, not '${text}'`)
  return value
}

/** Names or numbers between commas. */
export function listOf(invocation: Named, name: string): string[] {
  const text = option(invocation, name)
  if (text === undefined) return []
  const items = text.split(',').map((item) => item.trim())
  if (items.includes('')) throw new UsageError(`--${name} has an empty name in '${text}'`)
  return items
}
