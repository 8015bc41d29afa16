import { expect, it } from 'vitest'
import { examplesOf, exitStatuses, files } from '../../../src/cli/guide.ts'
import { helpSections } from '../../../src/cli/help-sections.ts'
import { commandTree } from '../../../src/cli/program.ts'
import { recordFolder } from '../../../src/engine/record.ts'
import { policyPath } from '../../../src/policy/places.ts'
import { defaultProfilePath } from '../../../src/profile/read.ts'
import { defaultConfigFile } from '../../../src/steps/daemon-config.ts'
import { programPath } from '../../../src/steps/places.ts'

const tree = commandTree(() => undefined)
const names = tree.commands.map((command) => command.name())

it.each(names)('has an example of %s, which its own help shows', (name) => {
  expect(examplesOf(name)).not.toEqual([])
  const command = tree.commands.find((each) => each.name() === name)!
  const shown = helpSections(command)
  for (const { line } of examplesOf(name)) expect(shown).toContain(line)
  expect(shown).not.toContain('Files:')
})

it('tells exit codes of commands that there are', () => {
  const told = new Set(exitStatuses.flatMap(({ commands = [] }) => commands))
  expect([...told].filter((name) => !names.includes(name))).toEqual([])
  expect(helpSections(tree.commands.find((command) => command.name() === 'status')!)).not.toMatch(
    /changes are pending/,
  )
})

it('names the files that the program uses, and no others', () => {
  expect(files.map(({ name }) => name).sort()).toEqual(
    [defaultConfigFile, defaultProfilePath, policyPath, programPath, recordFolder].sort(),
  )
})
