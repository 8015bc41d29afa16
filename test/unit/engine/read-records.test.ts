import { expect, it } from 'vitest'
import { Refusal } from '../../../src/failure.ts'
import { cutOff, performedIn, readRecords, standing } from '../../../src/engine/read-records.ts'
import { foundHost } from '../steps/found-host.ts'

const folder = '/var/lib/userns-harden'
const at = '2026-11-24T10:00:00.000Z'
const rootFile = { mode: 0o755, uid: 0, gid: 0 }
const plan = {
  version: 1,
  profile: null,
  steps: [
    {
      id: 'plugin-files',
      title: 't',
      notes: [],
      changes: [
        { kind: 'package', name: 'uidmap', provides: [], why: 'w' },
        {
          kind: 'program',
          path: '/p',
          before: { ...rootFile, sha256: 'abc', size: 1 },
          after: { ...rootFile, sha256: 'def', size: 1 },
          from: 'builtin',
          why: 'w',
        },
      ],
    },
  ],
}
const header = { at, event: 'plan', version: 2, program: '0.2.0', command: 'apply', plan }

async function read(records: Record<string, (object | string)[]>) {
  const files = Object.entries(records).map(([name, events]) => [
    `${folder}/${name}.jsonl`,
    events.map((one) => (typeof one === 'string' ? one : `${JSON.stringify(one)}\n`)).join(''),
  ])
  return await readRecords(
    foundHost({ files: Object.fromEntries(files) as Record<string, string> }),
  )
}

it('knows what was begun, what was done, and what that showed', async () => {
  const [run] = await read({
    '1': [
      header,
      { at, event: 'begin', change: 1 },
      { at, event: 'done', change: 1, performed: { installed: ['uidmap', 'libsubid'] } },
      { at, event: 'begin', change: 2 },
    ],
  })
  expect(run && performedIn(run)).toMatchObject([
    { step: 'plugin-files', installed: ['uidmap', 'libsubid'] },
    { change: { path: '/p' }, kept: `${folder}/1.old/2` },
  ])
  expect(run && cutOff([run])).toBe(run)
})

it('takes a line that a loss of power cut off for one that was never written', async () => {
  const [run] = await read({
    '1': [header, { at, event: 'begin', change: 1 }, '{"at":"2026-11-24T10:00:01.000Z","ev'],
  })
  expect(run?.begun).toEqual(new Set([1]))
})

it('reads records of the first version, which kept programs by their digests', async () => {
  const [run] = await read({
    '1': [
      { at, event: 'plan', plan },
      { at, event: 'begin', change: 1 },
      { at, event: 'done', change: 1 },
      { at, event: 'begin', change: 2 },
      { at, event: 'done', change: 2 },
      { at, event: 'end', changes: 2 },
    ],
  })
  expect(run).toMatchObject({ command: 'apply', outcome: 'applied' })
  expect(run && performedIn(run)[1]?.kept).toBe(`${folder}/abc`)
})

it('refuses those of a newer program, and those that are damaged in the middle', async () => {
  const newer = read({ '1': [{ ...header, version: 3, program: '9.0.0' }] })
  await expect(newer).rejects.toThrow(Refusal)
  await expect(newer).rejects.toThrow('9.0.0')
  const damaged = read({ '1': [header, 'nonsense\n', { at, event: 'begin', change: 1 }] })
  await expect(damaged).rejects.toThrow('cannot be read')
})

it('has those stand that were applied since the last revert and not rolled back', async () => {
  const ended = (outcome: string, command = 'apply') => [
    { ...header, command },
    { at, event: 'end', outcome },
  ]
  const runs = await read({
    '1': ended('applied'),
    '2': ended('reverted', 'revert'),
    '3': ended('applied'),
    '4': ended('rolled-back'),
    '5': [header],
    '6': ended('rolled-back', 'revert'),
  })
  expect(standing(runs).map(({ path }) => path)).toEqual([`${folder}/3.jsonl`, `${folder}/5.jsonl`])
  expect(cutOff(runs)).toBeUndefined()
})
