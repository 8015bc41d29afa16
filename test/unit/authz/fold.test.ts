import { expect, test } from 'vitest'
import { fold } from '../../../src/authz/canonical/fold.ts'

test('of all characters, only those that Go folds to an ASCII letter do so here', () => {
  const folded = new Map<string, string[]>()
  for (let point = 0; point <= 0x10ffff; point++) {
    const character = String.fromCodePoint(point)
    const letter = fold(character)
    if (/^[a-z]$/.test(letter)) folded.set(letter, [...(folded.get(letter) ?? []), character])
  }
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    const wanted = [letter.toUpperCase(), letter]
    if (letter === 's') wanted.push('\u017f')
    if (letter === 'k') wanted.push('\u212a')
    expect(folded.get(letter)).toEqual(wanted)
  }
})
