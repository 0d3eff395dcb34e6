import type { cine as english } from '../en/cine.ts'

export const cine: typeof english = {
  unknown: (which) => `${which} ist noch nicht bekannt.`,
  sweepUnknown: 'Die Systole läuft von ED bis ES, und eines davon ist noch nicht bekannt.',
  todo: 'Legen Sie es auf seiner Phase fest, oder konturieren Sie die Schichten zweier Phasen.',
}
