import type { PresetId } from '../../display/presets.ts'

/** How images are shown. */
export const display = {
  menu: 'How this image is shown',
  presets: {
    stored: 'As the files ask',
    auto: 'From the values',
    hard: 'More contrast',
    soft: 'All values',
    'dark-wall': 'Dark muscle',
    muscle: 'Muscle',
    'muscle-blood': 'Muscle and blood',
    iron: 'Iron',
    venc: '± VENC',
    'half-venc': '± half of VENC',
    symmetric: 'About zero',
  } satisfies Record<PresetId, string>,
  /** as in 'Muscle · 700 to 1300 ms' */
  range: (name: string, low: string, high: string, unit: string) => `${name} · ${low} to ${high} ${unit}`,
  field: (tesla: number) => `${tesla} T`,
  windows: 'Window',
  orientation: 'Orientation',
  look: 'Look',
  whole: 'Screen',
  chosen: (name: string) => `Window: ${name}.`,
  noVelocity: {
    what: 'No velocity can be told from these values.',
    todo: 'The header has no VENC, or no rule fits its range. The window stays as it is.',
  },
  otherUnit: {
    what: 'The values of this map do not lie in its unit.',
    todo: 'It may be stored scaled. Take the window from the values (F2).',
  },
  noImage: 'No image is on the screen yet.',
  inColour: 'This image is shown in colour.',
  noVelocities: 'These are no velocity images.',
  noPlanes: 'The file of this image carries no overlay.',
  /** which side of the patient lies at an edge */
  edge: (edge: string, letters: string) => `${edge}: ${letters}`,
  edges: { left: 'Left edge', right: 'Right edge', top: 'Top edge', bottom: 'Bottom edge' },
  /** by quarters, clockwise */
  turned: (turns: 0 | 1 | 2 | 3, mirrored: boolean) =>
    [mirrored && 'mirrored', ['', 'turned right by 90°', 'turned by 180°', 'turned left by 90°'][turns]]
      .filter(Boolean)
      .join(', then '),
  inverted: 'bright for dark',
  /** in place of a scale in cm/s */
  noScale: (why: string) => `no cm/s: ${why}`,
  noScaleUnit: 'no cm/s',
  venc: (venc: number) => `VENC ${venc}`,
  squares: 'pixels',
  planes: (count: number, shown: boolean) =>
    shown
      ? `${count === 1 ? 'overlay' : `${count} overlays`} of the file shown`
      : `${count === 1 ? 'overlay' : `${count} overlays`} of the file hidden`,
  histogram: {
    name: 'Histogram',
    low: 'Lower limit: black',
    high: 'Upper limit: white',
    count: (name: string, low: string, high: string, unit: string) =>
      `${name} of the image: window from ${low} to ${high}${unit && ` ${unit}`}`,
    close: 'Hide the histogram',
  },
  full: { leave: 'Leave the full screen', hint: 'leaves' },
  header: {
    title: 'DICOM tags',
    lead: (file: string) => `Header of the image on the screen, ${file}.`,
    search: 'Tag, keyword or value',
    columns: { tag: 'Tag', keyword: 'Keyword', vr: 'VR', value: 'Value' },
    copy: 'Copy as text',
    copied: 'Copied.',
    notCopied: 'The clipboard did not take it. Mark the lines and copy them by hand.',
    found: (found: number, all: number) => (found === all ? `${all} lines` : `${found} of ${all} lines`),
    none: 'Nothing in this header fits.',
    more: (count: number) => `${count} further lines are left out.`,
    items: (count: number) => (count === 1 ? '1 item' : `${count} items`),
    item: (number: number) => `Item ${number}`,
    bytes: (count: number) => `${count.toLocaleString('en')} bytes`,
    withheld: 'withheld',
    withheldWhy:
      'Who the patient is, where and on which day are withheld from whoever reads, and so is what only a vendor can read.',
    wholeValue: (characters: number) => `all ${characters.toLocaleString('en')} characters`,
    shorter: 'less',
    cut: (characters: number) => `… (${characters.toLocaleString('en')} characters in the file)`,
    private: (owner: string | undefined) => (owner === undefined ? 'private' : `private, ${owner}`),
  },
}
