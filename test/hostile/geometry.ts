/** Do the frames lie anywhere, and do they make a stack? */
import { fileCases, type HostileCase } from './case.ts'
import { type Attributes, uid } from './encode.ts'
import { comprehensiveSr, file, image, slice } from './image.ts'

const changed = (changes: Attributes) => () => file(image(changes))

const stackOfFour = (attributes: (index: number) => Attributes) => () =>
  Object.fromEntries([0, 1, 2, 3].map((index) => [`0${index}.dcm`, file(attributes(index))]))

export const geometry: readonly HostileCase[] = [
  ...fileCases(
    [
      'G01-no-ipp-iop',
      'quarantine',
      'no geometry',
      'viewable, not measurable in 3D',
      changed({ ImagePositionPatient: undefined, ImageOrientationPatient: undefined }),
    ],
    [
      'G03-iop-oblique-skew',
      'quarantine',
      'not orthogonal',
      '',
      changed({ ImageOrientationPatient: '1\\0\\0\\0.5\\0.866\\0' }),
    ],
    ['G06-spacing-0', 'quarantine', '0', '', changed({ PixelSpacing: '0\\0' })],
    ['G07-spacing-neg', 'quarantine', 'negative', '', changed({ PixelSpacing: '-1.5\\1.5' })],
    [
      'G09-anisotropic',
      'accept',
      'row != column spacing',
      'area = n * 2.0; row spacing is first (vertical)',
      changed({ PixelSpacing: '1.0\\2.0' }),
    ],
  ),
  {
    id: 'G10-dup-position',
    expect: 'quarantine',
    why: 'two slices at one position, no phase tag',
    rule: 'volume would count twice',
    shownBy: 'files',
    files: stackOfFour((index) => slice(index === 1 ? 0 : index, { SOPInstanceUID: uid(`gdup${index}`) })),
  },
  {
    id: 'G12-mixed-orientation',
    expect: 'accept+warn',
    why: 'localizer/mixed',
    rule: 'split into stacks',
    shownBy: 'files',
    files: stackOfFour((index) =>
      slice(index, { ImageOrientationPatient: index < 3 ? '1\\0\\0\\0\\1\\0' : '0\\1\\0\\0\\0\\-1' }),
    ),
  },
  {
    id: 'G16-order-reversed',
    expect: 'accept',
    why: 'InstanceNumber against position',
    rule: 'sort by IPP . normal',
    shownBy: 'file',
    files: stackOfFour((index) =>
      image({ InstanceNumber: String(index + 1), ImagePositionPatient: `0\\0\\${-index * 8}` }, `gr${index}`),
    ),
  },
  ...fileCases([
    'G17-no-thickness',
    'accept+warn',
    'SliceThickness absent',
    'spacing from positions; single slice: no volume',
    changed({ SliceThickness: undefined }),
  ]),
  {
    id: 'G18-thickness-vs-gap',
    expect: 'accept',
    why: 'thickness 6, spacing 8',
    rule: 'disc sum uses spacing 8, not 6 (33 % error)',
    shownBy: 'file',
    files: stackOfFour((index) => slice(index, { SliceThickness: '6' })),
  },
  {
    id: 'G19-mixed-modality-folder',
    expect: 'accept',
    why: 'MR + SR in a folder',
    rule: 'sorted by SOP class',
    shownBy: 'file',
    files: () => ({
      'a.dcm': file(slice(0)),
      'sr.dcm': file(image({ Modality: 'SR', SOPClassUID: comprehensiveSr, PixelData: undefined }, 'sr'), {
        sopClass: comprehensiveSr,
      }),
    }),
  },
]
