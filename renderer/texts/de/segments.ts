import { germanGrades } from '#analysis/segments/grade-names.ts'
import type { Texts } from '../en/en.ts'

export const segments: Texts['panels']['segments'] = {
  title: 'Segmente',
  about: {
    'wall-motion': 'Bewegung',
    'stress-perfusion': 'Perfusion',
    transmurality: 'Narbe',
    'enhancement-pattern': 'Muster',
  },
  grades: germanGrades,
  scales: {
    'scmr-registry-motion': 'SCMR-Register',
    'aha-motion': 'AHA',
    'stress-perfusion': 'Stressperfusion',
    'lge-transmurality': 'Transmuralität',
    'lge-pattern': 'Muster',
  },
  scale: 'Skala',
  fixed: 'vom Protokoll',
  sheet: (about) => `Noten: ${about}`,
  keys: 'Pfeiltasten wählen ein Segment, Ziffern benoten es, N: nicht beurteilbar, Entf: keine Note.',
  notScored: 'ohne Note',
  scored: (count, of) => `${count} von ${of} benotet`,
  all: (grade) => `Der Rest: ${grade}`,
  clear: 'Leeren',
  index: 'WMSI',
  comment: 'Bemerkung zum Segment',
  commentOf: (segment, text) => `${segment}: ${text}`,
  comments: 'Bemerkungen',
  add: 'Hinzufügen',
  measured: 'Hier gemessen',
  suggestions: {
    thickening: 'Verdickung',
    thickness: 'Dicke ED',
    motion: 'Einwärtsbewegung',
    transmurality: 'Transmuralität',
    strain: 'Zirkumferentieller Strain',
    mpri: 'MPRI',
  },
  locked: 'Die Auswertung ist gesperrt: Noten sind nicht zu ändern.',
}
