import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { palettes, type Palette } from '../../pictures/palettes.ts'
import { picturesFolder } from '../../pictures/scenes.ts'
import { folded, spansOf } from '../../pictures/sgr.ts'
import { svgOf } from '../../pictures/svg.ts'

describe('a screen', () => {
  it('is read with its colours, over lines too', () => {
    const plain = { bold: false, dim: false, underline: false }
    expect(spansOf('a\u001b[1m\u001b[31mb\nc\u001b[39m\u001b[22md\n')).toEqual([
      [
        { ...plain, text: 'a' },
        { ...plain, text: 'b', bold: true, colour: 'red' },
      ],
      [
        { ...plain, text: 'c', bold: true, colour: 'red' },
        { ...plain, text: 'd' },
      ],
    ])
  })

  it('is folded at its width, within a colour too', () => {
    const [line = []] = spansOf('ab\u001b[31mcdefg\u001b[39mh')
    const rows = folded(line, 3).map((row) => row.map(({ text, colour }) => [text, colour]))
    expect(rows).toEqual([
      [
        ['ab', undefined],
        ['c', 'red'],
      ],
      [['def', 'red']],
      [
        ['g', 'red'],
        ['h', undefined],
      ],
    ])
  })

  it('becomes text, whatever is in it', () => {
    const svg = svgOf({
      title: 'a & b',
      screen: '\u001b[32m<script>\u001b[39m "x" & y',
      columns: 80,
    })
    expect(svg).toContain('<title id="title">a &amp; b</title>')
    expect(svg).toContain('<tspan class="green">&lt;script&gt;</tspan> "x" &amp; y</text>')
  })

  it('is not drawn in a colour that nobody has chosen', () => {
    expect(() => spansOf('\u001b[95mx')).toThrow('95')
  })
})

describe.each(Object.entries(palettes))('the %s colours', (_name, palette) => {
  it.each(Object.keys(palette).filter((name) => !['background', 'border'].includes(name)))(
    'can be read: %s',
    (name) => {
      // WCAG 2.2, success criterion 1.4.3 (AA).
      expect(contrast(palette[name as keyof Palette], palette.background)).toBeGreaterThan(4.5)
    },
  )
})

describe('the README', () => {
  it('shows every picture, and no other', () => {
    const readme = readFileSync('README.md', 'utf8')
    const shown = [...readme.matchAll(/!\[[^\]]{20,}\]\(\.github\/pictures\/([^)]+)\)/g)]
    expect(shown.map(([, file]) => file).sort()).toEqual(readdirSync(picturesFolder).sort())
  })

  it.each(readdirSync(picturesFolder))('fetches and runs nothing by %s', (file) => {
    const svg = readFileSync(`${picturesFolder}/${file}`, 'utf8')
    expect(svg.match(/href|url\(|@import|<script|<image|<foreignObject| on\w+=/g)).toBeNull()
    expect(svg).toContain('prefers-color-scheme: dark')
  })
})

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance by WCAG 2.2, of #rrggbb. */
function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
