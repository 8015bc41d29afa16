import { describe, expect, it } from 'vitest'
import { encodingFor } from '../../../src/report/encoding.ts'

describe.each([
  [{ LANG: 'de_DE.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  // What ssh hands over from macOS.
  [{ LC_CTYPE: 'UTF-8' }, true],
  [{ LANG: 'C', LC_CTYPE: 'en_GB.UTF-8' }, true],
  [{ LANG: 'C', LC_ALL: '', LC_CTYPE: '' }, false],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'en_GB.UTF-8', LC_CTYPE: 'POSIX' }, false],
  [{ LANG: 'de_DE' }, false],
  [{ LANG: 'de_DE.ISO-8859-15@euro' }, false],
  [{}, false],
])('with the locale %j', (environment, isUtf8) => {
  it(`writes ${isUtf8 ? 'all characters' : 'ASCII alone'}`, () => {
    expect(encodingFor(environment)('✓ ü')).toBe(isUtf8 ? '✓ ü' : 'ok \\u00fc')
  })
})

describe('ASCII', () => {
  const text = '✓ a … b ✗ “it’s” — 10×2 → naïve 王 🐳\n'

  it('has the signs as people write them, and shows that there is something else', () => {
    expect(encodingFor({})(text)).toBe(
      `ok a ... b x "it's" - 10x2 -> na\\u00efve \\u738b \\ud83d\\udc33\n`,
    )
  })

  it('is the same document for programs', () => {
    const document = { text, [text]: ['"\\u', '…'] }
    const written = encodingFor({}, { json: true })(JSON.stringify(document, undefined, 2))
    expect(written).toMatch(/^[\x00-\x7f]+$/)
    expect(JSON.parse(written)).toEqual(document)
  })

  it('leaves ASCII and what drives a terminal as it is', () => {
    const plain = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('')
    expect(encodingFor({})(plain)).toBe(plain)
  })
})
