/**
 * Numbers that know their unit. A branded number costs nothing at run time and keeps an area from
 * being passed where a length belongs. UCUM codes are the ones that are stored and sent.
 */
declare const unit: unique symbol

export type Quantity<Ucum extends string> = number & { readonly [unit]: Ucum }

export type Mm = Quantity<'mm'>
export type Mm2 = Quantity<'mm2'>
export type Mm3 = Quantity<'mm3'>
export type Ml = Quantity<'mL'>
export type Gram = Quantity<'g'>
export type Percent = Quantity<'%'>
export type Ms = Quantity<'ms'>
export type BeatsPerMinute = Quantity<'/min'>
export type SquareMetre = Quantity<'m2'>
export type Cm = Quantity<'cm'>
export type Kg = Quantity<'kg'>
export type CmPerS = Quantity<'cm/s'>
export type Degrees = Quantity<'deg'>

export const mm = (value: number): Mm => value as Mm
export const mm2 = (value: number): Mm2 => value as Mm2
export const mm3 = (value: number): Mm3 => value as Mm3
export const ml = (value: number): Ml => value as Ml
export const gram = (value: number): Gram => value as Gram
export const percent = (value: number): Percent => value as Percent
export const ms = (value: number): Ms => value as Ms
export const beatsPerMinute = (value: number): BeatsPerMinute => value as BeatsPerMinute
export const squareMetre = (value: number): SquareMetre => value as SquareMetre
export const cm = (value: number): Cm => value as Cm
export const kg = (value: number): Kg => value as Kg
export const cmPerS = (value: number): CmPerS => value as CmPerS
export const degrees = (value: number): Degrees => value as Degrees

/** 1 mL is 1000 mm³. */
export const mlFromMm3 = (volume: Mm3): Ml => ml(volume / 1000)
