/**
 * A button, and beside it what it opens. What it says changes with every move of a hand that draws: then only the
 * button renders, and not the popover around it, which costs many times as much.
 */
import { Popover } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import {
  type ComponentProps,
  createContext,
  memo,
  type ReactNode,
  type Ref,
  type RefObject,
  use,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'

type Button = Omit<ComponentProps<'button'>, 'ref' | 'type' | 'onClick'> & {
  readonly [data: `data-${string}`]: unknown
}

interface Told {
  readonly button: Button
  readonly buttonRef: Ref<HTMLButtonElement> | undefined
  readonly explain: () => ReactNode
  readonly toggle: () => void
}

const Telling = createContext<Told | undefined>(undefined)

export interface ExplainedButtonProps {
  /** of what opens, as whoever hears the page knows it */
  readonly about: string
  readonly opened: boolean
  /** the same function at every render */
  readonly onOpen: (opened: boolean) => void
  readonly explain: () => ReactNode
  readonly button: Button
  readonly buttonRef?: Ref<HTMLButtonElement> | undefined
}

export function ExplainedButton({ about, opened, onOpen, explain, button, buttonRef }: ExplainedButtonProps) {
  return (
    <Telling value={{ button, buttonRef, explain, toggle: () => onOpen(!opened) }}>
      <Opening about={about} opened={opened} onOpen={onOpen} />
    </Telling>
  )
}

const Opening = memo(function Opening({
  about,
  opened,
  onOpen,
}: Pick<ExplainedButtonProps, 'about' | 'opened' | 'onOpen'>) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [away, setAway] = useState(gap)
  useLayoutEffect(() => {
    if (opened && button.current) setAway(toColumnEdge(button.current) + gap)
  }, [opened])
  return (
    <Popover
      id={id}
      position="left-start"
      offset={away}
      opened={opened}
      onChange={onOpen}
      width={330}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Press own={button} />
      </Popover.Target>
      {/* named by itself: Mantine would name it after its button, which goes before a name of its own */}
      <Popover.Dropdown aria-label={about} aria-labelledby={`${id}-dropdown`}>
        {opened && <Explained />}
      </Popover.Dropdown>
    </Popover>
  )
})

/** CSS pixels */
const gap = 8

/** CSS pixels that the button lies within its column: what opens stands beside the column, and its rows are read on. */
const toColumnEdge = (button: HTMLElement): number => {
  const column = button.closest('aside')
  return column ? button.getBoundingClientRect().left - column.getBoundingClientRect().left : 0
}

/** What the popover knows of its target comes in as properties. */
function Press({
  ref,
  own,
  className,
  ...ofTarget
}: ComponentProps<'button'> & { readonly own: RefObject<HTMLButtonElement | null> }) {
  const told = use(Telling)
  const merged = useMergedRef(ref, own, told?.buttonRef)
  return (
    <button
      type="button"
      {...ofTarget}
      {...told?.button}
      className={[className, told?.button.className].filter(Boolean).join(' ') || undefined}
      ref={merged}
      onClick={(event) => {
        // a row that is pressed may do something of its own
        event.stopPropagation()
        told?.toggle()
      }}
    />
  )
}

const Explained = (): ReactNode => use(Telling)?.explain()
