export function ReadingRoom({ study }: { readonly study: string; readonly onLeave: () => void }) {
  return <main>{study}</main>
}
