/** What is shown of the ventricles, how it is coloured, and from where: every button says its key. */
import { Camera } from 'lucide-react'
import type { ReactNode } from 'react'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import type { CommandId } from '../keys/commands.ts'
import { runCommand } from '../keys/registry.ts'
import { useTexts } from '../texts/texts.ts'
import controls from '../theme/controls.module.css'
import { planeLooks, surfaceColours, useSurfaceLook } from './look.ts'
import styles from './SurfacesView.module.css'
import { standpoints } from './sight.ts'

const toggles = {
  'lv-endocardial': 'surfaces-left',
  'lv-epicardial': 'surfaces-epicardium',
  'rv-endocardial': 'surfaces-right',
} as const

export function Controls() {
  const texts = useTexts().surfaces
  const { colour, parts, planes } = useSurfaceLook()
  return (
    <section className={styles.controls} aria-label={texts.controls}>
      <Row name={texts.colour} command="surfaces-colour">
        {surfaceColours.map((one) => (
          <Choice
            key={one}
            pressed={colour === one}
            onPress={() => useSurfaceLook.setState({ colour: one })}
            name={texts.colours[one]}
          />
        ))}
      </Row>
      <Row name={texts.show}>
        {(['lv-endocardial', 'lv-epicardial', 'rv-endocardial'] as const).map((part) => (
          <Choice
            key={part}
            pressed={parts[part]}
            onPress={() => runCommand(toggles[part])}
            name={texts.parts[part]}
            command={toggles[part]}
            swatch={part}
          />
        ))}
      </Row>
      <Row name={texts.planes} command="surfaces-planes">
        {planeLooks.map((one) => (
          <Choice
            key={one}
            pressed={planes === one}
            onPress={() => useSurfaceLook.setState({ planes: one })}
            name={texts.planeLooks[one]}
          />
        ))}
      </Row>
      <Row name={texts.from}>
        {standpoints.map((one) => (
          <Choice
            key={one}
            onPress={() => runCommand(`surfaces-from-${one}`)}
            name={texts.standpoints[one]}
            command={`surfaces-from-${one}`}
          />
        ))}
        <button
          className={controls.choice}
          type="button"
          aria-label={texts.picture}
          title={withKey(texts.picture, 'surfaces-picture')}
          onClick={() => runCommand('surfaces-picture')}
        >
          <Camera size={13} aria-hidden />
        </button>
      </Row>
    </section>
  )
}

const withKey = (name: string, command: CommandId | undefined): string =>
  command ? `${name} (${chordText(keysOf(command)[0] ?? '')})` : name

function Row({
  name,
  command,
  children,
}: {
  readonly name: string
  readonly command?: CommandId
  readonly children: ReactNode
}) {
  return (
    <fieldset aria-label={name}>
      <legend title={withKey(name, command)}>{name}</legend>
      {children}
    </fieldset>
  )
}

function Choice({
  name,
  pressed,
  onPress,
  command,
  swatch,
}: {
  readonly name: string
  readonly pressed?: boolean
  readonly onPress: () => void
  readonly command?: CommandId
  readonly swatch?: keyof typeof toggles
}) {
  return (
    <button
      className={controls.choice}
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      title={withKey(name, command)}
    >
      {swatch && <i style={{ background: `var(--contour-${swatch})` }} aria-hidden="true" />}
      {name}
    </button>
  )
}
