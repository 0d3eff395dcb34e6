import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { Page } from '../app/page.ts'
import { useCommands } from '../keys/registry.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './Notices.module.css'
import { dismiss, dismissAll, type Notice, useNotices } from './notices.ts'

const icons = { good: CircleCheck, plain: Info, bad: CircleAlert } as const
const shownForMs = 5_000

/**
 * The messages at the foot of the right column, above the signature; at the edge of the window while a dialog stands
 * over the page; below the images where they fill the window. What stands there gives way by `--notices-height`, so that no message hides anything; nothing else moves.
 * What went wrong is announced at once.
 */
export function Notices({ place }: { readonly place: Page['name'] }) {
  const notices = useNotices(({ notices }) => notices)
  const inDialog = useNotices(({ dialogs }) => dialogs > 0)
  const full = useNotices((now) => now.full)
  const stack = useRef<HTMLElement>(null)
  const { messages } = useTexts().status
  useCommands({ 'dismiss-notices': dismissAll })
  useTellHeight(stack)
  return (
    <section
      ref={stack}
      className={styles.notices}
      data-place={inDialog ? 'dialog' : full ? 'full' : place}
      aria-label={messages}
    >
      {notices.map((notice) => (
        <Shown key={notice.id} notice={notice} />
      ))}
    </section>
  )
}

function useTellHeight(stack: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = stack.current
    if (!element) return
    const page = document.documentElement.style
    const watch = new ResizeObserver(() =>
      page.setProperty('--notices-height', `${element.getBoundingClientRect().height}px`),
    )
    watch.observe(element)
    return () => {
      watch.disconnect()
      page.removeProperty('--notices-height')
    }
  }, [stack])
}

function Shown({ notice }: { readonly notice: Notice }) {
  const { id, tone, what, todo, action } = notice
  const Icon = icons[tone]
  const texts = useTexts().status
  useEffect(() => {
    if (tone === 'bad') return
    const timer = setTimeout(() => dismiss(id), shownForMs)
    return () => clearTimeout(timer)
  }, [id, tone])
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={15} aria-hidden className={styles.icon} />
      <p>
        <b>{what}</b> {todo}
        {action && (
          <button
            type="button"
            className={styles.action}
            onClick={() => {
              dismiss(id)
              action.run()
            }}
          >
            {action.name}
          </button>
        )}
      </p>
      <button type="button" className={styles.close} aria-label={texts.dismiss} onClick={() => dismiss(id)}>
        <X size={13} aria-hidden />
      </button>
    </div>
  )
}
