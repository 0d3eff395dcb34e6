/** The dialects by name. */
import type { PhantomStudyOptions, Vendor } from '#analysis/phantom/options.ts'
import type { Dialect } from './dialect.ts'
import { ge } from './ge.ts'
import { philips } from './philips.ts'
import { plain } from './plain.ts'
import { siemens } from './siemens.ts'

const dialects: Readonly<Record<Vendor, Dialect>> = { siemens, ge, philips }

export const dialectOf = ({ vendor }: Pick<PhantomStudyOptions, 'vendor'>): Dialect =>
  vendor === undefined ? plain : dialects[vendor]
