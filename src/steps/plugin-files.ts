import { Refusal } from '../failure.ts'
import type { HostReader, PathTrust } from '../host/reader.ts'
import type { ProgramContent } from '../plan/change.ts'
import type { Fact } from '../plan/fact.ts'
import { policyPath } from '../policy/places.ts'
import { policyText } from '../policy/text.ts'
import type { Profile } from '../profile/schema.ts'
import { desiredFile, desiredFolder, rootProgram } from './desired-file.ts'
import { contentOfText, desiredProgram } from './desired-program.ts'
import { programPath } from './places.ts'
import { pluginProgram } from './plugin-program.ts'
import type { Step } from './step.ts'

export const pluginFiles: Step = {
  id: 'plugin-files',
  title: 'Authorization plugin: program and policy',
  async plan(host, profile) {
    await refuseWritableFolder(host)
    const { from, ...content } = await wantedProgram(host, profile)
    const program = await desiredProgram(host, programPath, content, {
      from,
      whyNew: 'the plugin that Docker asks before each request',
      whyOther: 'the plugin that stands there is another version',
    })
    if (profile.plugin.source === 'file') return { changes: program, notes: [ownBuild] }
    const folder = await desiredFolder(host, '/etc/userns-harden', "holds the plugin's policy")
    const text = policyText(profile.policy)
    const policy = await desiredFile(host, policyPath, text, 'what the plugin denies')
    return { changes: [...program, ...folder, ...policy], notes: [] }
  },
}

const ownBuild = {
  kind: 'warning' as const,
  text: "An admin's own build of the plugin is used: what it denies is its own affair, and the profile's policy does not reach it.",
}

async function wantedProgram(
  host: HostReader,
  { plugin }: Profile,
): Promise<ProgramContent & { from: string }> {
  if (plugin.source === 'builtin') {
    return { ...contentOfText(pluginProgram), from: 'builtin' }
  }
  const found = await host.program(plugin.path)
  if (found.state !== 'present') {
    throw new Refusal({
      code: 'plugin-file-missing',
      what: `The plugin that the profile names cannot be read: ${plugin.path}`,
      where: 'plugin.path',
      cause: found.state === 'unknown' ? found.reason : 'There is no such file.',
      remedies: ['Put the program there, or set plugin.source to builtin.'],
    })
  }
  const { sha256, size } = found.value
  if (sha256 !== plugin.sha256) {
    throw new Refusal({
      code: 'plugin-checksum',
      what: `${plugin.path} is not the program that the profile names: its checksum is another.`,
      where: 'plugin.sha256',
      cause: `wanted ${plugin.sha256}\nfound  ${sha256}`,
      remedies: [
        'If the file is the one you built and trust, put the found checksum into the profile.',
      ],
    })
  }
  return { ...rootProgram, sha256, size, from: plugin.path }
}

/** Who can write the folder can put another plugin there, and is asked by nobody. */
async function refuseWritableFolder(host: HostReader): Promise<void> {
  const folder = '/usr/local/sbin'
  const trust = await host.pathTrust(folder)
  if (trust.state === 'present' && trust.value.weakness === undefined) return
  throw new Refusal({
    code: 'plugin-folder-not-safe',
    what: `Others than root may be able to change what stands in ${folder}, where the plugin belongs.`,
    where: folder,
    cause: weaknessOf(trust),
    remedies: [
      `Look: namei -l ${folder}`,
      'Every part must belong to root and be writable by root alone: chown root:root PART; chmod go-w PART',
    ],
  })
}

function weaknessOf(trust: Fact<PathTrust>): string {
  if (trust.state === 'present') return trust.value.weakness ?? ''
  return trust.state === 'unknown' ? trust.reason : 'There is no such folder.'
}
