export const surfaces = {
  'no-border-drawn-phase': 'no border of the {part} is drawn at phase {phase:n}',
  'drawn-slice-alone-phase': 'the {part} is drawn on slice {slice:n} alone at phase {phase:n}',
  'not-drawn-slices-phase': 'the {part} is not drawn on slices {slice:n} to {last:n} at phase {phase:n}',
  'slice-phase': 'the {part} on slice {slice:n} at phase {phase:n}',
  'lv-endocardium': 'LV endocardium',
  'lv-epicardium': 'LV epicardium',
  'rv-endocardium': 'RV endocardium',
  'valve-plane-above-contours': 'the valve plane lies {gap:.0} mm above the highest contour',
  'valve-plane-below-contours': 'the valve plane lies below the lowest contour',
  'epicardial-tip-not-marked': 'no long-axis view has the border of the epicardium, which shows its tip',
} as const
