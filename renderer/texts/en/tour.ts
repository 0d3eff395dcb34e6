export interface TourText {
  readonly title: string
  /** with the keys of the commands that the step names, in its order */
  readonly text: (...keys: string[]) => string
  /** of the button that does it */
  readonly action?: string
}

const steps = {
  studies: {
    title: 'Your studies',
    text: (next, previous) =>
      `What the registry shares with you, what is here, what is read and what was sent. ${next} and ${previous} go down and up. These are demonstrations: nothing can go wrong.`,
  },
  reader: {
    title: 'Who is reading',
    text: (key) => `Each contour carries its author. Say who you are once: press ${key}.`,
    action: 'Say who I am',
  },
  download: {
    title: 'Bring a study here',
    text: (key) =>
      `${key} downloads the chosen study. It stays on this machine, and is read without a network.`,
    action: 'Download',
  },
  open: {
    title: 'Open it',
    text: (key) => `When it is here, ${key} opens it and its short axis plays.`,
    action: 'Open the study',
  },
  images: {
    title: 'The heart beats at its own rate',
    text: (play, up, down, left, right) =>
      `${play} stops and plays. ${up} ${down} go through the slices, ${left} ${right} through the phases. All views follow; the right button changes contrast.`,
  },
  tools: {
    title: 'Draw',
    text: (endo, epi, undo) =>
      `${endo} draws the endocardium, ${epi} the epicardium: click point by point around the border. Drag any point later. ${undo} takes anything back.`,
  },
  numbers: {
    title: 'Numbers follow your hand',
    text: (key) =>
      `Volumes change while you draw. Where a number is missing it says why. ${key} goes to the numbers: each explains what it rests on.`,
  },
  signature: {
    title: 'From gap to signature',
    text: (gap, sign) =>
      `Everything is saved as you work. ${gap} jumps to what is still missing; ${sign} signs, and the result is sent and checked.`,
  },
  commands: {
    title: 'Everything has a key',
    text: (palette, keys, tour) =>
      `${palette} finds any command by name, ${keys} shows all keys and changes them, ${tour} shows this tour again.`,
  },
} satisfies Readonly<Record<string, TourText>>

export const tour = {
  name: 'Tour',
  noKey: '–',
  progress: (at: number, all: number) => `${at} of ${all}`,
  skip: 'Skip the tour',
  back: 'Back',
  next: 'Next',
  done: 'Begin',
  steps: steps as Readonly<Record<keyof typeof steps, TourText>>,
}
