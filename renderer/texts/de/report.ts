import type { Texts } from '../en/en.ts'

export const report: Texts['report'] = {
  title: 'Bericht',
  preview: 'Bericht, Vorschau',
  making: 'Der Bericht wird gemacht ...',
  stopped: 'Der Bericht wurde nicht gemacht.',
  make: 'Bericht machen',
  makingFile: (format) => `${format} wird gemacht ...`,
  draft: 'Nicht unterzeichnet: Der Bericht nennt sich einen Entwurf.',
  signed: 'Unterzeichnet: Der Bericht sagt, was unterzeichnet wurde.',
  language: 'Sprache des Berichts',
  languages: { template: 'Wie im Projekt', en: 'Englisch', de: 'Deutsch' },
  keep: 'Als Datei behalten',
  formats: { pdf: 'PDF', html: 'HTML' },
  byCommand: (read) => `Ohne Fenster: midwall report ${read}`,
}
