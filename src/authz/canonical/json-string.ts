import { notCanonical } from './denial.ts'

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** The string whose opening quote is at `start`; `end` is behind its closing quote. */
export function readJsonString(text: string, start: number): { value: string; end: number } {
  let value = ''
  let at = start + 1
  for (;;) {
    const plain = /[^"\\\x00-\x1f]*/y
    plain.lastIndex = at
    const run = plain.exec(text)?.[0] ?? ''
    value += run
    at += run.length
    if (text[at] === '"') return { value, end: at + 1 }
    if (text[at] !== '\\') throw notCanonical(`a string does not end at character ${at + 1}.`)
    const escaped = readEscape(text, at)
    value += escaped.value
    at = escaped.end
  }
}

function readEscape(text: string, at: number): { value: string; end: number } {
  const mark = text[at + 1] ?? ''
  if (mark === 'u') return readUnicode(text, at)
  const value = escapes.get(mark)
  if (value === undefined) throw notCanonical(`the escape at character ${at + 1} is not JSON.`)
  return { value, end: at + 2 }
}

/** Go puts U+FFFD for half a surrogate pair, so two different keys could become one. */
function readUnicode(text: string, at: number): { value: string; end: number } {
  const one = /\\u(?:[0-9a-cefA-CEF][0-9a-fA-F]|[dD][0-7])[0-9a-fA-F]{2}/y
  const pair = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/y
  one.lastIndex = pair.lastIndex = at
  const found = (one.exec(text) ?? pair.exec(text))?.[0]
  if (found === undefined) {
    throw notCanonical(`the escape at character ${at + 1} is not a whole Unicode character.`)
  }
  const units = found.split('\\u').slice(1)
  const value = String.fromCharCode(...units.map((unit) => parseInt(unit, 16)))
  return { value, end: at + found.length }
}
