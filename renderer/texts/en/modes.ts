export const modes = {
  tabs: 'Analyses',
  names: {
    function: 'Function',
    strain: 'Strain',
    scar: 'Scar',
    perfusion: 'Perfusion',
    mapping: 'Mapping',
    flow: 'Flow',
    segments: 'Segments',
    report: 'Report',
  },
  /** why a tab is faint; each analysis needs one of its series */
  unserved: {
    function: 'This study has no cine.',
    strain: 'This study has no cine to track.',
    scar: 'This study has no late enhancement.',
    perfusion: 'This study has no perfusion.',
    mapping: 'This study has no maps and no images to make them from.',
    flow: 'This study has no velocity images.',
    segments: 'This study has no images of the ventricle that could be scored.',
    report: '',
  },
}
