/**
 * The project API: what a registry offers beside DICOMweb. It is the one source of three things: the parsers
 * of the client, the routes of the embedded demo registry, and the OpenAPI document that another registry
 * can implement.
 *
 * Images are never here; they travel by DICOMweb under the same token. Clinical fields are those that the
 * project's protocol opens: the server withholds the rest, the client never asks.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { usualMethodNames } from '#analysis/scar/options.ts'
import { checklistSchema } from './checklist.ts'

/** Components may start with a zero, against PS3.5: archives hold such studies. Nothing else gets through. */
const uidSchema = z
  .string()
  .max(64)
  .regex(/^[0-9]+(\.[0-9]+)+$/)
/** Shown, and part of addresses: no control characters, and no halves of characters, which no address can hold. */
const name = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u)
const sentence = z.string().trim().min(1).max(2_000)
const moment = z.iso.datetime()
/**
 * A pattern over whole names: characters, classes and counts. Nothing in it can take long, whoever wrote it:
 * three open counts over 64 characters are tried in a moment.
 */
const namePattern = z
  .string()
  .max(100)
  .regex(/^(?:(?:[A-Za-z0-9_-]|\\d|\[[A-Za-z0-9-]{1,40}\])(?:\{\d{1,2}(?:,\d{1,2})?\})?){1,40}$/)
  .refine((pattern) => (pattern.match(/,/g) ?? []).length <= 3)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What an account may do in a project. `coordinate` grants, assigns and withdraws. */
export const permissions = ['download', 'upload', 'coordinate'] as const

const sessionSchema = z.object({
  /** travels in a header */
  token: z
    .string()
    .max(4_000)
    .regex(/^[\x21-\x7e]+$/),
  account: name,
  expires: moment,
})

export const projectSchema = z.object({
  id: name,
  title: z.string().min(1).max(200),
  protocol: z.object({
    name,
    version: name,
    base: z.enum(['reader-slices', 'plane-clipped']),
    papillaries: z.enum(['cavity', 'mass']),
    /** that wall motion is scored on; absent where the project leaves it to the reader */
    motionScale: z.object({ name, version: name }).optional(),
    /** whose late enhancement is shown first; all methods are measured */
    scarMethod: z.enum(usualMethodNames).optional(),
    /** what every read is asked for before it is signed */
    checklist: checklistSchema.optional(),
    /** SR, SEG and the like of other readers may be seen; without it reading is blinded */
    sharesResults: z.boolean(),
    /** full dates are part of the project's data */
    keepsDates: z.boolean(),
    /** a PatientName or PatientID that matches is a trial subject's and no person's */
    subjectPattern: namePattern.optional(),
    /** clinical fields beyond body size, age, sex and heart rate that the reading room may see */
    opensFields: z.array(name).max(200),
  }),
  /** of the account that asks */
  permissions: z.array(z.enum(permissions)),
})

const grantSchema = z.object({ account: name, permissions: z.array(z.enum(permissions)).min(1) })

export const sharedStudySchema = z.object({
  study: uidSchema,
  subject: name,
  site: name.optional(),
  timePoint: name.optional(),
  /** YYYYMMDD, only where the project keeps dates */
  date: z
    .string()
    .regex(/^[0-9]{8}$/)
    .optional(),
  clinical: z.object({
    sex: z.enum(['M', 'F', 'O']).optional(),
    /** as DICOM's AS, 090Y from that age on */
    age: z
      .string()
      .regex(/^[0-9]{3}[DWMY]$/)
      .optional(),
    heightCm: z.number().positive().max(300).optional(),
    weightKg: z.number().positive().max(500).optional(),
    bsa: z.number().positive().max(5).optional(),
    heartRate: z.number().positive().max(400).optional(),
  }),
  /** those that the protocol opens */
  fields: z.record(name, z.union([z.string().max(2_000), z.number(), z.boolean()])),
  series: z.number().int().nonnegative().optional(),
  instances: z.number().int().nonnegative().optional(),
})

const assignmentSchema = z.object({
  id: name,
  study: uidSchema,
  account: name,
  role: z.enum(['first', 'second', 'adjudicator']),
  /** the reader sees no other read of the study */
  blinded: z.boolean(),
})

/** One JSON document of a signed read, sent as its exact text, so that its hash can be checked anywhere. */
const resultSchema = z.object({
  read: name,
  version: z.number().int().positive(),
  kind: z.enum(['contours', 'result']),
  study: uidSchema,
  /** hash of the read's last event, which the signature froze */
  head: sha256,
  sha256,
  document: z.string().min(2).max(100_000_000),
})

export const receiptSchema = z.object({
  id: name,
  at: moment,
  registry: z.string().min(1).max(200),
  read: name,
  version: z.number().int().positive(),
  study: uidSchema,
  head: sha256,
  objects: z
    .array(z.object({ kind: z.enum(['sr', 'seg', 'contours', 'result']), uid: name, sha256 }))
    .min(1)
    .max(10_000),
})

export const withdrawalSchema = z.object({
  id: name,
  at: moment,
  scope: z.enum(['site', 'subject']),
  /** the site's or subject's identifier within the project */
  withdrawn: name,
  reason: sentence,
  studies: z.array(uidSchema),
})

const inProject = z.object({ project: name })
const ofResult = inProject.extend({
  read: name,
  version: z.coerce.number().int().positive(),
  kind: z.enum(['contours', 'result']),
})

/** Every call but signing in needs the token as `Authorization: Bearer`. */
const refusals = {
  UNAUTHORIZED: { status: 401, message: 'sign in first' },
  FORBIDDEN: { status: 403, message: 'this account has no such permission in this project' },
  NOT_FOUND: { status: 404, message: 'there is no such thing in this project' },
  CONFLICT: { status: 409, message: 'other content is already recorded under this name' },
  BAD_REQUEST: { status: 400, message: 'the request does not hold together' },
} as const

const signedIn = oc.errors({ UNAUTHORIZED: refusals.UNAUTHORIZED })
const within = signedIn.errors({ FORBIDDEN: refusals.FORBIDDEN, NOT_FOUND: refusals.NOT_FOUND })
const recording = within.errors({ CONFLICT: refusals.CONFLICT, BAD_REQUEST: refusals.BAD_REQUEST })

export const projectApi = {
  sessions: {
    signIn: oc
      .route({ method: 'POST', path: '/sessions', summary: 'Trade an account and its secret for a token' })
      .errors({ UNAUTHORIZED: { status: 401, message: 'account or secret is wrong' } })
      .input(z.object({ account: name, secret: z.string().max(4_000) }))
      .output(sessionSchema),
    signOut: signedIn
      .route({ method: 'DELETE', path: '/sessions/current', summary: 'End the token of this call' })
      .output(z.object({})),
  },

  projects: {
    list: signedIn
      .route({ method: 'GET', path: '/projects', summary: 'Projects that this account may enter' })
      .output(z.array(projectSchema)),
  },

  grants: {
    list: within
      .route({ method: 'GET', path: '/projects/{project}/grants', summary: 'Who may do what' })
      .input(inProject)
      .output(z.array(grantSchema)),
    set: within
      .route({ method: 'PUT', path: '/projects/{project}/grants/{account}', summary: 'Let an account in' })
      .input(inProject.extend(grantSchema.shape))
      .output(grantSchema),
    remove: within
      .route({
        method: 'DELETE',
        path: '/projects/{project}/grants/{account}',
        summary: 'Shut an account out',
      })
      .input(inProject.extend({ account: name }))
      .output(z.object({})),
  },

  studies: {
    list: within
      .route({
        method: 'GET',
        path: '/projects/{project}/studies',
        summary: 'Studies shared for the project',
      })
      .input(inProject)
      .output(z.array(sharedStudySchema)),
  },

  assignments: {
    list: within
      .route({
        method: 'GET',
        path: '/projects/{project}/assignments',
        summary: 'Own reading assignments; a coordinator sees all',
      })
      .input(inProject)
      .output(z.array(assignmentSchema)),
    create: within
      .route({ method: 'POST', path: '/projects/{project}/assignments', summary: 'Ask for a read' })
      .input(inProject.extend(assignmentSchema.omit({ id: true }).shape))
      .output(assignmentSchema),
  },

  results: {
    record: recording
      .route({
        method: 'PUT',
        path: '/projects/{project}/results/{read}/{version}/{kind}',
        summary: 'Record a document of a signed read; the same again is no news, another is a conflict',
      })
      .input(inProject.extend(resultSchema.shape).extend({ version: ofResult.shape.version }))
      .output(z.object({ sha256 })),
    show: within
      .route({
        method: 'GET',
        path: '/projects/{project}/results/{read}/{version}/{kind}',
        summary: 'Read a document back as it was recorded',
      })
      .input(ofResult)
      .output(resultSchema),
  },

  receipts: {
    issue: recording
      .route({
        method: 'POST',
        path: '/projects/{project}/receipts',
        summary: 'Confirm a signed read once the registry holds all of its objects',
      })
      .input(inProject.extend(receiptSchema.omit({ id: true, at: true, registry: true }).shape))
      .output(receiptSchema),
    list: within
      .route({
        method: 'GET',
        path: '/projects/{project}/receipts',
        summary: 'Own receipts; a coordinator sees all',
      })
      .input(inProject)
      .output(z.array(receiptSchema)),
  },

  withdrawals: {
    list: within
      .route({
        method: 'GET',
        path: '/projects/{project}/withdrawals',
        summary: 'Sites and subjects that left',
      })
      .input(inProject)
      .output(z.array(withdrawalSchema)),
    record: within
      .route({
        method: 'POST',
        path: '/projects/{project}/withdrawals',
        summary:
          'Withdraw a site or subject: its objects leave the registry now, each workstation at its next sync',
      })
      .input(inProject.extend(withdrawalSchema.pick({ scope: true, withdrawn: true, reason: true }).shape))
      .output(withdrawalSchema),
  },
} as const

export type Permission = (typeof permissions)[number]
export type RegistryProject = z.infer<typeof projectSchema>
export type ProjectRules = RegistryProject['protocol']
export type SharedStudy = z.infer<typeof sharedStudySchema>
export type Assignment = z.infer<typeof assignmentSchema>
export type ResultDocument = z.infer<typeof resultSchema>
export type Receipt = z.infer<typeof receiptSchema>
export type Withdrawal = z.infer<typeof withdrawalSchema>
