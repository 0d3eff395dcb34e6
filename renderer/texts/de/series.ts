import { germanRoles } from '#analysis/protocol/role-names.ts'
import type { Texts } from '../en/en.ts'

export const series: Texts['series'] = {
  roles: germanRoles,
  components: {
    magnitude: 'Magnitude',
    phase: 'Phase',
    real: 'Realteil',
    imaginary: 'Imaginärteil',
    psir: 'PSIR',
    velocity: 'Geschwindigkeit',
  },
  planes: { axial: 'axial', coronal: 'koronar', sagittal: 'sagittal' },
  registered: 'registriert',
  numbered: (number) => `Serie ${number}`,
}
