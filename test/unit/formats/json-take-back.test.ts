import { expect, it } from 'vitest'
import { takeBack } from '../../../src/formats/json-take-back.ts'

const ours = '{\n  "userns-remap": "default",\n  "authorization-plugins": ["deny"]\n}\n'

it.each<[string, string, string | undefined, string, string]>([
  [
    'a key that others have added stays',
    '{\n  "userns-remap": "default",\n  "authorization-plugins": ["deny"],\n  "debug": true\n}\n',
    undefined,
    ours,
    '{"debug": true\n}\n',
  ],
  [
    'a list keeps what others have put in',
    '{"authorization-plugins": ["a", "deny", "b"]}',
    '{"authorization-plugins": ["a"]}',
    '{"authorization-plugins": ["a", "deny"]}',
    '{"authorization-plugins": ["a", "b"]}',
  ],
  [
    'an object loses only what was put in',
    '{"builder": {"gc": {"enabled": true}, "entitlements": {"device": false}}}',
    '{"builder": {"gc": {"enabled": false}}}',
    '{"builder": {"gc": {"enabled": false}, "entitlements": {"device": false}}}',
    '{"builder": {"gc": {"enabled": true}}}',
  ],
  [
    'what others took out themselves is not missed',
    '{"debug": true}',
    '{}',
    ours,
    '{"debug": true}',
  ],
  [
    'an old value comes back',
    '{"icc": false, "debug": true}',
    '{"icc": true}',
    '{"icc": false}',
    '{"icc": true, "debug": true}',
  ],
])('%s', (_, current, before, after, expected) => {
  expect(takeBack({ current, before, after })).toBe(expected)
})

it.each([
  ['a value of ours that was changed', '{"userns-remap": "alice"}', ours],
  ['a text that is no JSON', '{"userns-remap": "default"', ours],
  ['a text that was no JSON', '{}', 'Description=no'],
])('%s is a conflict', (_, current, after) => {
  expect(takeBack({ current, before: undefined, after })).toBeUndefined()
})
