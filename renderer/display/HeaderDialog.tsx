/** All DICOM tags of one image: searched, read, copied. Values are text and nothing else, whatever stands in them. */
import { Button, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Copy, Search } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { HeaderLine } from '#contract/images-calls.ts'
import { client } from '../client/client.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import { Refused } from '../dialogs/Refused.tsx'
import { notify } from '../status/notices.ts'
import { useTexts } from '../texts/texts.ts'
import { scaled } from '../theme/scale.ts'
import styles from './HeaderDialog.module.css'
import { found, headerText, nameText, valueText } from './header-text.ts'

export interface HeaderDialogProps {
  readonly sha256: string
  readonly frame: number
  /** as the window names it: 'SAX cine, slice 6, phase 1 of 25' */
  readonly name: string
  readonly onClose: () => void
}

/** CSS pixels of a line while it is cut to one, at the first scale of the window. */
const lineHeight = 24
/** Lines above and below those in sight. */
const margin = 12

export function HeaderDialog({ sha256, frame, name, onClose }: HeaderDialogProps) {
  const texts = useTexts().display.header
  const header = useQuery({
    queryKey: ['header', sha256, frame],
    queryFn: ({ signal }) => client.images.header({ sha256, frame }, { signal }),
    gcTime: 0,
  })
  const [typed, setTyped] = useState('')
  const asked = useDeferredValue(typed)
  const all = header.data?.lines
  const lines = useMemo(() => (all ? found(all, asked, texts) : []), [all, asked, texts])
  const numbered = useMemo(() => lines.map((line, number) => ({ line, number })), [lines])
  const copy = (): void => {
    navigator.clipboard.writeText(headerText(lines, texts)).then(
      () => notify({ tone: 'good', what: texts.copied }),
      () => notify({ tone: 'plain', what: texts.notCopied }),
    )
  }
  return (
    <Dialog title={texts.title} size={920} onClose={onClose}>
      <p className={styles.lead}>{texts.lead(name)}</p>
      <div className={styles.tools}>
        <TextInput
          data-autofocus
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<Search size={13} aria-hidden />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <output aria-live="polite">{all && texts.found(lines.length, all.length)}</output>
        <Button
          size="xs"
          variant="default"
          leftSection={<Copy size={13} aria-hidden />}
          disabled={lines.length === 0}
          onClick={copy}
        >
          {texts.copy}
        </Button>
      </div>
      {header.error && <Refused error={header.error} />}
      {header.isPending && <Skeleton height={360} />}
      {all && <Lines lines={numbered} key={asked} />}
      {all && lines.length === 0 && <p className={styles.lead}>{texts.none}</p>}
      <p className={styles.note}>
        {texts.withheldWhy} {header.data && header.data.more > 0 && texts.more(header.data.more)}
      </p>
    </Dialog>
  )
}

interface Numbered {
  readonly line: HeaderLine
  readonly number: number
}

/** Only lines in sight are made: a header of an enhanced image has thousands. A line that is opened is as high as it is. */
function Lines({ lines }: { readonly lines: readonly Numbered[] }) {
  const { columns, title } = useTexts().display.header
  const [top, setTop] = useState(0)
  const [opened, setOpened] = useState<number>()
  const [extra, setExtra] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const height = scaled(lineHeight)
  const inSight = Math.ceil((box.current?.clientHeight ?? 400) / height)
  const from = Math.max(0, Math.floor(top / height) - margin - Math.ceil(extra / height))
  const to = Math.min(lines.length, Math.floor(top / height) + inSight + margin)
  return (
    <section
      ref={box}
      className={styles.box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
      tabIndex={0}
      aria-label={title}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{columns.tag}</th>
            <th scope="col">{columns.keyword}</th>
            <th scope="col">{columns.vr}</th>
            <th scope="col">{columns.value}</th>
          </tr>
        </thead>
        <tbody>
          {from > 0 && <tr aria-hidden style={{ height: from * height }} />}
          {lines.slice(from, to).map(({ line, number }) => (
            <Line
              key={number}
              line={line}
              opened={opened === number}
              onToggle={(more) => {
                setOpened(opened === number ? undefined : number)
                setExtra(opened === number ? 0 : more)
              }}
            />
          ))}
          {to < lines.length && <tr aria-hidden style={{ height: (lines.length - to) * height }} />}
        </tbody>
      </table>
    </section>
  )
}

/** Characters that fit a line. */
const mostInLine = 90

function Line({
  line,
  opened,
  onToggle,
}: {
  readonly line: HeaderLine
  readonly opened: boolean
  /** with the height that the opened line takes at most */
  readonly onToggle: (height: number) => void
}) {
  const words = useTexts().display.header
  const value = valueText(line, words)
  const isLong = value.length > mostInLine || value.includes('\n')
  const indent = { paddingLeft: `${0.5 + 0.875 * line.depth}rem` }
  return (
    <tr data-kind={line.value.kind}>
      <td style={indent}>{line.value.kind === 'item' ? '' : line.tag}</td>
      <td>{line.value.kind === 'item' ? words.item(line.value.item) : nameText(line, words)}</td>
      <td>{line.vr}</td>
      <td data-opened={opened || undefined}>
        {line.value.kind === 'item' ? null : (
          <>
            <span>{isLong && !opened ? value.slice(0, mostInLine) : value}</span>
            {isLong && (
              <button
                type="button"
                onClick={() => onToggle(scaled(lineHeight) * (1 + Math.ceil(value.length / mostInLine)))}
              >
                {opened ? words.shorter : words.wholeValue(value.length)}
              </button>
            )}
          </>
        )}
      </td>
    </tr>
  )
}
