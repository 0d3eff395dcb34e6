export const scar = {
  'slice-given-twice': 'slice {below:n} is given twice',
  'slice-not-contoured': 'slice {above:n} is not contoured',
  'one-slice-only-volumes-slice': 'one slice only: volumes are of that slice',
  'slices-do-not-lie-over': 'slices do not lie over each other: regions are followed within slices only',
  'wall-excluded': '{excluded:.0} % of the wall are excluded',
  'slice-takes-remote-myocardium-slice': 'slice {slice:n} takes remote myocardium from slice {from:n}: {why}',
  'remote-myocardium-drawn-some-slices':
    'remote myocardium is drawn on some slices and found by itself on others',
  'remote-myocardium-no-noise': '{place}: remote myocardium has no noise',
  'remote-myocardium-nulled-magnitude-image':
    '{place}: remote myocardium is nulled in a magnitude image, which compresses its SD by up to a third: thresholds in SD lie too low',
  'remote-myocardium-signal-blood-enhancement':
    '{place}: remote myocardium has {mean:.0} % of the signal of blood: enhancement may be diffuse',
  'labels-pixels': '{segments:n} labels for {rows:n} × {columns:n} pixels',
  'contours-reach-out-image': 'the contours reach out of the image',
  'whole-wall-excluded': 'the whole wall is excluded',
  'epicardial-border-no-points': 'the epicardial border has no points',
  'no-pixel-reaches-half-between': 'no pixel reaches half between remote and maximum',
  'half-maximum-lies-within-remote':
    'half of the maximum lies within remote myocardium: its zero is not that of the signal',
  'pixels-wall-lie-remote-region':
    '{pixels:n} pixels of the wall lie in the remote region that was drawn, and {fewestPixels:n} are needed',
  'no-sector-pixels-clear-borders': 'no sector has {fewestPixels:n} pixels clear of the borders',
  'wall-not-divided-into-segments': 'the wall is not divided into segments',
  'slice-no-chords': 'slice {slice:n} has no chords: {why}',
  'methods-disagree-wall': 'methods disagree: {extent:.1} % of the wall by {name}, {most:.1} % by {mostBy}',
  'every-method-finds-more-wall':
    'every method finds more than {diffuse:n} % of the wall enhanced: it may be diffuse',
  'maximum-lies-less-sd-above': 'the maximum lies less than {guard:n} SD above remote myocardium',
  'brighter-class-lies-less-sd': 'the brighter class lies less than {guard:n} SD above remote myocardium',
  'cap-without-cavity-no-chords': 'a cap without cavity has no chords through its wall',
} as const
