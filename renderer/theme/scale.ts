/** Lengths that no style sheet knows, of words on canvases and of inline styles: they grow with the window too. */
import { usePreferences } from './preferences.ts'

/** 1.5 at 150 % */
export const scaleNow = (): number => usePreferences.getState().scale / 100

/** @param pixels  CSS pixels at 100 % */
export const scaled = (pixels: number): number => pixels * scaleNow()
