/** Tags are unsigned 32-bit numbers, group in the upper half. Attributes that are read by name stand where they are read. */
export type Tag = number

export const item: Tag = 0xfffee000
export const itemEnd: Tag = 0xfffee00d
export const sequenceEnd: Tag = 0xfffee0dd
export const pixelData: Tag = 0x7fe00010
export const trailingPadding: Tag = 0xfffcfffc
export const specificCharacterSet: Tag = 0x00080005

export const groupOf = (tag: Tag): number => tag >>> 16
export const elementOf = (tag: Tag): number => tag & 0xffff
export const isPrivate = (tag: Tag): boolean => (tag & 0x10000) !== 0
/** (gggg,0010) to (gggg,00FF) of an odd group name the owner of a block of private elements. */
export const isPrivateCreator = (tag: Tag): boolean =>
  isPrivate(tag) && elementOf(tag) >= 0x10 && elementOf(tag) <= 0xff
export const isGroupLength = (tag: Tag): boolean => elementOf(tag) === 0

const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0')
export const tagText = (tag: Tag): string => `(${hex4(groupOf(tag))},${hex4(elementOf(tag))})`
