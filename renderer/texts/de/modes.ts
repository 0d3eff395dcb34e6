import type { modes as english } from '../en/modes.ts'

export const modes: typeof english = {
  tabs: 'Auswertungen',
  names: {
    function: 'Funktion',
    strain: 'Strain',
    scar: 'Narbe',
    perfusion: 'Perfusion',
    mapping: 'Mapping',
    flow: 'Fluss',
    segments: 'Segmente',
    report: 'Befund',
  },
  unserved: {
    function: 'Diese Studie hat keinen Cine.',
    strain: 'Diese Studie hat keinen Cine, der verfolgt werden könnte.',
    scar: 'Diese Studie hat keine späte Kontrastanreicherung.',
    perfusion: 'Diese Studie hat keine Perfusion.',
    mapping: 'Diese Studie hat weder Karten noch Bilder, aus denen sie entstehen könnten.',
    flow: 'Diese Studie hat keine Geschwindigkeitsbilder.',
    segments: 'Diese Studie hat keine Bilder des Ventrikels, die bewertet werden könnten.',
    report: '',
  },
}
