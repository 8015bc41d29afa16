import { notCanonical } from './denial.ts'

/**
 * The string whose opening quote is at `start`; `end` is behind its closing quote.
 * @throws Denial also of half a surrogate pair: Go puts U+FFFD for it, so two different keys could become one.
 */
export function readJsonString(text: string, start: number): { value: string; end: number } {
  const close = closingQuote(text, start)
  const value = unescaped(text.slice(start, close + 1))
  if (value === undefined) throw notCanonical(`the string at character ${start + 1} is not JSON.`)
  return { value, end: close + 1 }
}

/** The next quote that no backslash stands before, but for pairs of them. */
function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at
    while (text[before - 1] === '\\') before--
    if ((at - before) % 2 === 0) return at
  }
  throw notCanonical(`the string at character ${start + 1} does not end.`)
}

const special = /[\\\x00-\x1f]/
const halfPair = /\p{Surrogate}/u

function unescaped(quoted: string): string | undefined {
  if (!special.test(quoted)) return quoted.slice(1, -1)
  try {
    const value = JSON.parse(quoted) as string
    return halfPair.test(value) ? undefined : value
  } catch {
    return undefined
  }
}
