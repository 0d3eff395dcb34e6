/** Every sentence of the window in English: the table that the other languages are held to. */
import { acts } from './acts.ts'
import { adjudication } from './adjudication.ts'
import { analyses } from './analyses.ts'
import { checklist } from './checklist.ts'
import { cine } from './cine.ts'
import { commands } from './commands.ts'
import { contouring } from './contouring.ts'
import { dialogs } from './dialogs.ts'
import { display } from './display.ts'
import { faults } from './faults.ts'
import { fits } from './fits.ts'
import { given } from './given.ts'
import { hanging } from './hanging.ts'
import { history } from './history.ts'
import { images } from './images.ts'
import { keys } from './keys.ts'
import { measuring } from './measuring.ts'
import { methods } from './methods.ts'
import { modes } from './modes.ts'
import { numbers } from './numbers.ts'
import { options } from './options.ts'
import { panels } from './panels.ts'
import { quantities } from './quantities.ts'
import { report } from './report.ts'
import { room } from './room.ts'
import { said } from './said.ts'
import { series } from './series.ts'
import { settings } from './settings.ts'
import { signing } from './signing.ts'
import { status } from './status.ts'
import { surfaces } from './surfaces.ts'
import { tour } from './tour.ts'
import { worklist } from './worklist.ts'

export const en = {
  acts,
  adjudication,
  analyses,
  checklist,
  cine,
  commands,
  contouring,
  dialogs,
  display,
  faults,
  fits,
  given,
  hanging,
  history,
  images,
  keys,
  measuring,
  methods,
  modes,
  numbers,
  options,
  panels,
  quantities,
  report,
  room,
  said,
  series,
  settings,
  signing,
  status,
  surfaces,
  tour,
  worklist,
}

export type Texts = typeof en
