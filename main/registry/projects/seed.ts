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

/** What the restricted project asks of every read: required, to be done or excused, and wanted. */
const checklist: NonNullable<ProjectRules['checklist']> = [
  { id: 'quality', kind: 'grade', need: 'required', grade: 'quality' },
  { id: 'rhythm', kind: 'grade', need: 'wanted', grade: 'rhythm' },
  {
    id: 'epicardium',
    kind: 'contours',
    need: 'reason',
    borders: ['lv-epicardial'],
    roles: ['cine-sax'],
    phases: 'ed',
    slices: 'between',
  },
  {
    id: 'right-ventricle',
    kind: 'contours',
    need: 'reason',
    borders: ['rv-endocardial'],
    roles: ['cine-sax'],
    phases: 'both',
    slices: 'decided',
  },
  {
    id: 'motion',
    kind: 'segments',
    need: 'reason',
    about: 'wall-motion',
    segments: Array.from({ length: 17 }, (_, k) => k + 1),
  },
  {
    id: 'scar',
    kind: 'analysis',
    need: 'reason',
    analysis: 'scar',
    onlyWith: ['lge-sax'],
  },
  {
    id: 'thrombus',
    kind: 'question',
    need: 'required',
    question: { en: 'Is there a thrombus?', de: 'Ist ein Thrombus zu sehen?' },
    answer: {
      kind: 'choice',
      options: [
        { value: 'no', text: { en: 'no', de: 'nein' } },
        { value: 'yes', text: { en: 'yes', de: 'ja' } },
        { value: 'cannot-tell', text: { en: 'cannot be told', de: 'nicht zu sagen' } },
      ],
    },
  },
  {
    id: 'effusion',
    kind: 'question',
    need: 'wanted',
    question: { en: 'Pericardial effusion, largest width', de: 'Perikarderguss, größte Breite' },
    answer: { kind: 'number', unit: 'mm', least: 0, most: 60 },
  },
]

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
      {
        id: restrictedProject,
        title: 'Demonstration: restricted access',
        protocol: { ...rules, name: 'Demonstration trial', checklist },
      },
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
