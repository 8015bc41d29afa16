import { expect, it } from 'vitest'
import { paintFor } from '../../../src/report/paint.ts'

it.each([
  ['a terminal', { isTerminal: true }, {}, true],
  ['a pipe', { isTerminal: false }, {}, false],
  ['--no-color', { isTerminal: true, wanted: false }, {}, false],
  ['NO_COLOR', { isTerminal: true }, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR, which means nothing', { isTerminal: true }, { NO_COLOR: '' }, true],
  ['a dumb terminal', { isTerminal: true }, { TERM: 'dumb' }, false],
  ['FORCE_COLOR in a pipe', { isTerminal: false }, { FORCE_COLOR: '1' }, true],
  ['NO_COLOR over FORCE_COLOR', { isTerminal: true }, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
])('colours with %s', (_, surroundings, environment, shown) => {
  const paint = paintFor({ wanted: true, ...surroundings, environment })
  expect(paint.red('x') !== 'x').toBe(shown)
})
