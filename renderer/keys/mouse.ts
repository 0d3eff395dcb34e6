/** What the mouse does over an image and its contours. */
export const mouseGestures: readonly { readonly gesture: string; readonly title: string }[] = [
  { gesture: 'wheel', title: 'Slices' },
  { gesture: 'Ctrl wheel', title: 'Zoom' },
  { gesture: 'right drag', title: 'Window and level' },
  { gesture: 'middle or Shift drag', title: 'Pan' },
  { gesture: 'double click', title: 'Show the whole image' },
  { gesture: 'drag a point', title: 'Change a contour' },
  { gesture: 'press its line', title: 'Add a point' },
  { gesture: 'Alt or Ctrl drag', title: 'Move a contour as a whole' },
]
