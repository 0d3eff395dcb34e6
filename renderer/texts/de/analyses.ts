import type { BasisPart } from '#analysis/reading/dependence.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import type { analyses as english } from '../en/analyses.ts'

const where: Readonly<Record<AnalysisName, string>> = {
  volumes: 'in der Kurzachse',
  segments: 'in der Kurzachse in ED und ES',
  strain: 'in den Cines in Enddiastole',
  scar: 'im Late Enhancement',
  perfusion: 'auf einem Bild jeder Perfusionsschicht',
  mapping: 'auf den Karten oder einem ihrer Rohbilder',
  flow: 'das Gefäß auf den Flussbildern',
  scores: 'die Segmente',
  ranges: 'in der Kurzachse',
  inclusion: 'in der Kurzachse',
}

const series: Readonly<Record<AnalysisName, string>> = {
  volumes: 'keine Kurzachsen-Cine',
  segments: 'keine Kurzachsen-Cine',
  strain: 'keine Cine des linken Ventrikels',
  scar: 'kein Late Enhancement der Kurzachse',
  perfusion: 'keine First-Pass-Perfusion',
  mapping: 'keine Bilder für Karten',
  flow: 'keine Phasenkontrast-Flussmessung',
  scores: 'keine Kurzachsen-Cine',
  ranges: 'keine Kurzachsen-Cine',
  inclusion: 'keine Kurzachsen-Cine',
}

const parts: Readonly<Record<BasisPart, string>> = {
  images: 'die Bilder',
  contours: 'Konturen',
  landmarks: 'Landmarken',
  marks: 'leere Schichten',
  phases: 'ED oder ES',
  conventions: 'eine Konvention',
  values: 'eingegebene Werte',
}

export const analyses: typeof english = {
  names: {
    volumes: 'Volumen',
    segments: 'Regionale Funktion',
    strain: 'Strain',
    scar: 'Narbe',
    perfusion: 'Perfusion',
    mapping: 'Mapping',
    flow: 'Fluss',
    scores: 'Wandbewegungsscore',
    ranges: 'Normbereiche',
    inclusion: 'Einschluss',
  },
  stale: (changed) => `seither geändert: ${changed.map((part) => parts[part]).join(', ')}`,
  unchecked: 'der Befund wurde nach der Aufzeichnung geändert',
  steps: {
    contour: (name) => `Konturieren Sie ${where[name]}.`,
    landmarks: 'Markieren Sie die fehlenden Punkte.',
    phases: 'Setzen Sie ED und ES, oder konturieren Sie beide Phasen von der Basis bis zum Apex.',
    haematocrit: 'Geben Sie den Hämatokrit ein, oder wählen Sie eine Formel.',
    bodySize: 'Geben Sie Größe und Gewicht ein.',
    series: (name) => `Die Studie hat ${series[name]}.`,
    person: 'Prüfen Sie Alter und Geschlecht: die Quellen unterscheiden sich.',
  },
}
