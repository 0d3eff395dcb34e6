export const images = {
  'pixels-do-not-fill-rows': '{pixels:n} pixels do not fill {rows:n} rows of {columns:n}',
  'pixel-no-finite-number': 'a pixel is no finite number',
  'all-pixels': 'all pixels are {low:n}',
  'pixels-largest-value-image-may':
    '{share:.1} % of the pixels have the largest value {top:n}: the image may be saturated',
  'weights-pixels': '{weights:n} weights for {rows:n} × {columns:n} pixels',
  'fewer-pixels-weight': 'fewer than {fewestPixels:n} pixels have a weight',
  'region-followed-one-brightness': 'the region to be followed has one brightness',
  'pixels-against-reference':
    '{rows:n} × {columns:n} pixels against {referenceRows:n} × {referenceColumns:n} of the reference',
} as const
