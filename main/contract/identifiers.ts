/** What calls name studies and reads by. */
import { z } from 'zod'

export const uid = z.string().min(1).max(64)
export const id = z.string().min(1).max(128)
export const study = z.object({ study: uid })
export const read = z.object({ read: id })
