/** Text that a terminal shows in one way. */
export interface Span {
  text: string
  bold: boolean
  dim: boolean
  underline: boolean
  colour: Colour | undefined
}

export const colours = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const
export type Colour = (typeof colours)[number]

const plain = { bold: false, dim: false, underline: false, colour: undefined }

/** The lines that a terminal shows for text with the control sequences that chalk writes (ECMA-48, SGR). */
export function spansOf(text: string): Span[][] {
  let style: Omit<Span, 'text'> = plain
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const spans: Span[] = []
      // Pieces alternate: text, the number of a sequence, text, …
      line.split(/\u001b\[(\d+)m/).forEach((piece, index) => {
        if (index % 2 === 1) style = styleAfter(style, Number(piece))
        else if (piece !== '') spans.push({ text: piece, ...style })
      })
      return spans
    })
}

function styleAfter(style: Omit<Span, 'text'>, code: number): Omit<Span, 'text'> {
  if (code === 0) return plain
  if (code === 1) return { ...style, bold: true }
  if (code === 2) return { ...style, dim: true }
  if (code === 4) return { ...style, underline: true }
  if (code === 22) return { ...style, bold: false, dim: false }
  if (code === 24) return { ...style, underline: false, colour: undefined }
  if (code === 39) return { ...style, colour: undefined }
  const colour = colours[code - 31]
  if (colour === undefined) throw new Error(`an unknown colour or style: ${code}`)
  return { ...style, colour }
}

/** A line as a terminal of that many columns shows it: what is over goes on in the next. */
export function folded(line: readonly Span[], columns: number): Span[][] {
  const rows: Span[][] = [[]]
  let used = 0
  for (const span of line) {
    let { text } = span
    while (used + text.length > columns) {
      rows.at(-1)?.push({ ...span, text: text.slice(0, columns - used) })
      text = text.slice(columns - used)
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push({ ...span, text })
    used += text.length
  }
  return rows
}
