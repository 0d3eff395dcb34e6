/**
 * What a new demo registry begins with. The accounts are public and protect nothing: the studies are synthetic.
 *
 *   reader       demo   reads and sends results in the open project
 *   second       demo   the same, and the only reader of the restricted project
 *   coordinator  demo   grants, assigns and withdraws in both
 */
import { randomUUID } from 'node:crypto'
import type { Permission, ProjectRules } from '#contract/project-api.ts'
import type { StudySource } from '../synthesis/source.ts'
import { verifierOf } from './accounts.ts'
import type { Records } from './records.ts'

export const openProject = 'CMR-DEMO-01'
export const restrictedProject = 'CMR-DEMO-02'
/** Whole examinations; there only where the source has them. */
export const wholeProject = 'CMR-DEMO-03'
export const demoSecret = 'demo'
export const demoAccounts = ['reader', 'second', 'coordinator'] as const

const rules: ProjectRules = {
  name: 'SCMR 2020 left ventricle',
  version: '1',
  base: 'reader-slices',
  papillaries: 'cavity',
  sharesResults: false,
  keepsDates: false,
  subjectPattern: 'MW-[0-9]{3}',
  opensFields: ['indication'],
}

const reading: readonly Permission[] = ['download', 'upload']
const coordinating: readonly Permission[] = ['download', 'upload', 'coordinate']

export async function demoRecords(source: StudySource): Promise<Records> {
  const accounts = await Promise.all(
    demoAccounts.map(async (account) => [account, { verifier: await verifierOf(demoSecret) }] as const),
  )
  const outlines = source.outlines()
  const hasWhole = outlines.some(({ project }) => project === wholeProject)
  return {
    id: randomUUID(),
    accounts: Object.fromEntries(accounts),
    tokens: {},
    projects: [
      { id: openProject, title: 'Demonstration: left ventricle', protocol: rules },
      { id: restrictedProject, title: 'Demonstration: restricted access', protocol: rules },
      ...(hasWhole
        ? [{ id: wholeProject, title: 'Demonstration: whole examinations', protocol: rules }]
        : []),
    ],
    grants: {
      [openProject]: { reader: reading, second: reading, coordinator: coordinating },
      [restrictedProject]: { second: reading, coordinator: coordinating },
      ...(hasWhole
        ? { [wholeProject]: { reader: reading, second: reading, coordinator: coordinating } }
        : {}),
    },
    studies: Object.fromEntries(outlines.map((outline) => [outline.study, outline])),
    senders: {},
    assignments: [],
    results: [],
    receipts: [],
    withdrawals: [],
  }
}
