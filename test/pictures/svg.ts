import { palettes, type Palette } from './palettes.ts'
import { colours, folded, spansOf, type Span } from './sgr.ts'

export interface Picture {
  title: string
  /** As a terminal was given it, colours included. */
  screen: string
  /** How wide the terminal is. */
  columns: number
}

/** In CSS pixels. A column of common monospaced fonts is 0.60 to 0.61 of their size. */
const fontSize = 13
const column = fontSize * 0.61
const lineHeight = 18
const margin = 16

/**
 * A terminal's screen as SVG: text that can be read by machines too, nothing that is fetched or run, and the colours
 * that the reader's browser asks for.
 */
export function svgOf({ title, screen, columns }: Picture): string {
  const lines = spansOf(screen).flatMap((line) => folded(line, columns))
  const longest = Math.max(...lines.map(lengthOf))
  const width = Math.ceil(longest * column + 2 * margin)
  const height = lines.length * lineHeight + 2 * margin
  const texts = lines.map((spans, index) => {
    const y = margin + index * lineHeight + fontSize
    return `<text x="${margin}" y="${y}" xml:space="preserve">${spans.map(tspan).join('')}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">${escaped(title)}</title>
<desc id="description">${escaped(lines.map(plainText).join('\n'))}</desc>
<style>
${style}
</style>
<rect class="screen" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${texts.join('\n')}
</svg>
`
}

const style = `text { font: ${fontSize}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; white-space: pre }
.bold { font-weight: bold }
.underline { text-decoration: underline }
${rules(palettes.light)}
@media (prefers-color-scheme: dark) {
${rules(palettes.dark)}
}`

function rules({ background, border, text, dim, ...byName }: Palette): string {
  return [
    `.screen { fill: ${background}; stroke: ${border} }`,
    `text { fill: ${text} }`,
    `.dim { fill: ${dim} }`,
    ...colours.map((colour) => `.${colour} { fill: ${byName[colour]} }`),
  ].join('\n')
}

function tspan({ text, bold, dim, underline, colour }: Span): string {
  const classes = [
    ...(bold ? ['bold'] : []),
    ...(dim ? ['dim'] : []),
    ...(underline ? ['underline'] : []),
    ...(colour === undefined ? [] : [colour]),
  ]
  if (classes.length === 0) return escaped(text)
  return `<tspan class="${classes.join(' ')}">${escaped(text)}</tspan>`
}

function lengthOf(spans: readonly Span[]): number {
  return plainText(spans).length
}

function plainText(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
