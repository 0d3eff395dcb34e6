/** A template of reports as it comes in from outside: a project's file, or one that a command names. */
import { z } from 'zod'
import { reportLanguages } from '#analysis/report/printed/document.ts'
import {
  type ReportTemplate,
  reportSections,
  subjectFacts,
  templateFormat,
} from '#analysis/report/printed/template.ts'

const words = z.string().trim().min(1).max(200)

export const reportTemplateSchema = z.strictObject({
  format: z.literal(templateFormat),
  name: words,
  version: words,
  language: z.enum(reportLanguages),
  title: words.exactOptional(),
  footer: words.exactOptional(),
  subject: z
    .array(z.enum(subjectFacts))
    .refine((facts) => new Set(facts).size === facts.length, 'a fact is named twice')
    .readonly()
    .exactOptional(),
  sections: z
    .array(z.enum(reportSections))
    .min(1)
    .refine((sections) => new Set(sections).size === sections.length, 'a section is named twice')
    .readonly(),
}) satisfies z.ZodType<ReportTemplate>
