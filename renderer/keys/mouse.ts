/** What the mouse does over an image; each has a key in the command table as well. */
export const mouseGestures: readonly { readonly gesture: string; readonly title: string }[] = [
  { gesture: 'wheel', title: 'Slices' },
  { gesture: 'Ctrl wheel', title: 'Zoom' },
  { gesture: 'right drag', title: 'Window and level' },
  { gesture: 'middle drag', title: 'Pan' },
  { gesture: 'double click', title: 'Reset the view' },
]
