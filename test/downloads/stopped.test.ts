import { describe, expect, it } from 'vitest'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import { keptFault, problemOf } from '../../main/services/downloads/stopped.ts'

describe('what stopped a download', () => {
  const detail = say('registry/nothing-listens')
  const failure = new Failure('registry-unreachable', { registry: 'https://registry.example', detail })

  it('is kept as a fault, and said in English beside it', () => {
    const { problem, fault } = problemOf(keptFault(failure.fault))
    expect(fault).toEqual(failure.fault)
    expect(problem).toContain('does not answer (nothing listens at this address)')
  })

  it('is told by its code where this version does not know the fault, or not with such data', () => {
    const otherwise = (code: string) => ({ problem: say('library/download-stopped-otherwise', { code }) })
    expect(problemOf('{"code":"registry-moved","data":{}}')).toEqual(otherwise('registry-moved'))
    expect(problemOf('{"code":"toString","data":{}}')).toEqual(otherwise('toString'))
    expect(problemOf('{"code":"disk-full","data":{"volume":"here"}}')).toEqual(otherwise('disk-full'))
  })

  it('is the sentence alone where an older version kept one', () => {
    expect(problemOf('The disk is full.')).toEqual({ problem: 'The disk is full.' })
  })
})
