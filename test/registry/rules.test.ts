import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scarMethodName } from '#analysis/scar/methods.ts'
import { usualMethodNames, usualMethods } from '#analysis/scar/options.ts'
import { projectSchema } from '#contract/project-api.ts'
import { defaultRules, readProtocol } from '../../main/services/projects/rules.ts'
import { openWorkstation } from '../downloads/here.ts'
import type { Workstation } from '../downloads/workstation.ts'
import { temporaryFolder } from '../library/workplace.ts'
import { writeOpinion } from './servers/opinion.ts'

const study = '1.2.826.0.1.99.1'
let workstation: Workstation
beforeAll(async () => {
  workstation = await openWorkstation()
  const project = (id: string, rules: object) => ({
    id,
    title: id,
    protocol: { ...defaultRules, ...rules },
    permissions: [],
  })
  workstation.remote.replaceProjects(
    [
      project('STRICT', { subjectPattern: 'MW-[0-9]{3}' }),
      project('NAMED', { subjectPattern: 'HEART-[0-9]{4}' }),
    ],
    'here',
  )
})
afterAll(() => workstation.close())

async function outcomeIn(project: string, number: number): Promise<string | undefined> {
  const folder = join(temporaryFolder(), 'in')
  mkdirSync(folder)
  const file = join(folder, 'file.dcm')
  const patientName = 'HEART-0042'
  writeFileSync(
    file,
    writeOpinion({ study: `${study}.${number}`, project, subject: 'S1', number, patientName }),
  )
  const context = { project, source: 'import', who: 'coordinator' } as const
  const [line] = await workstation.keeper.ingest([{ path: 'file.dcm', file, owned: false }], context)
  return line?.outcome
}

describe('a project that says how its subjects are named', () => {
  it('holds back whoever is named otherwise, and lets in whom it named', async () => {
    expect(await outcomeIn('STRICT', 1)).toBe('quarantined')
    expect(await outcomeIn('NAMED', 2)).toMatch(/^accepted/)
  })
})

describe('a pattern of names', () => {
  const accepts = (subjectPattern: string): boolean =>
    projectSchema.shape.protocol.safeParse({ ...defaultRules, subjectPattern }).success

  it.each(['MW-[0-9]{3}', 'HEART-\\d{4}', '[A-Z]{2,4}-\\d{1,6}'])('may be %s', (pattern) => {
    expect(accepts(pattern)).toBe(true)
  })

  it.each(['(a+)+$', '.*', 'a*a*a*', '(', '[A-Z]{1,9}'.repeat(5), 'x'.repeat(200)])(
    'is refused when it could match anybody or take for ever: %s',
    (pattern) => {
      expect(accepts(pattern)).toBe(false)
    },
  )
})

describe('a project that says on which scale wall motion is scored', () => {
  const motionScale = { name: 'scmr-registry-motion', version: '1' }

  it('fixes it for its reads, and one that does not leaves it to the reader', () => {
    expect(readProtocol({ ...defaultRules, motionScale })).toMatchObject({ motionScale })
    expect(readProtocol(defaultRules)).not.toHaveProperty('motionScale')
    const told = { id: 'P', title: 'P', protocol: { ...defaultRules, motionScale }, permissions: [] }
    expect(projectSchema.parse(told).protocol.motionScale).toEqual(motionScale)
  })
})

describe('a project that names a method of late enhancement', () => {
  it('has its reads open on it, by the name that is recorded', () => {
    expect(readProtocol({ ...defaultRules, scarMethod: 'fwhm-remote' })).toMatchObject({
      scarMethod: 'fwhm-remote',
    })
    expect(readProtocol(defaultRules)).not.toHaveProperty('scarMethod')
    expect(usualMethods.map(scarMethodName)).toEqual(usualMethodNames)
  })
})
