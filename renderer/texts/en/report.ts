export const report = {
  title: 'Report',
  preview: 'Report, preview',
  making: 'The report is being made ...',
  draft: 'Not signed: the report says that it is a draft.',
  signed: 'Signed: the report is of what was signed.',
  language: 'Language of the report',
  languages: { template: 'As the project has it', en: 'English', de: 'German' },
  keep: 'Keep as a file',
  formats: { pdf: 'PDF', html: 'HTML' },
  byCommand: (read: string) => `Without a window: midwall report ${read}`,
}
