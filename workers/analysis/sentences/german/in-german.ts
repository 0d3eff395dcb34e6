import type { Topic, tables } from '../say.ts'

/** Every sentence of a topic, with the parts of the English one: `{slice}`, in any order. */
export type InGerman<T extends Topic> = Readonly<Record<keyof (typeof tables)[T], string>>
