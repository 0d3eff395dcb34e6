import type { BodyPlane } from '#analysis/protocol/body-plane.ts'
import { englishRoles } from '#analysis/protocol/role-names.ts'
import type { StackComponent } from '#analysis/protocol/stack.ts'

const components: Readonly<Record<StackComponent, string>> = {
  magnitude: 'magnitude',
  phase: 'phase',
  real: 'real',
  imaginary: 'imaginary',
  psir: 'PSIR',
  velocity: 'velocity',
}

export const series = {
  roles: englishRoles,
  components,
  planes: { axial: 'axial', coronal: 'coronal', sagittal: 'sagittal' } as Readonly<Record<BodyPlane, string>>,
  registered: 'registered',
  numbered: (number: number) => `series ${number}`,
}
