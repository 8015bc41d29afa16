import { whyNoAccount } from '../engine/proposal/account-answer.ts'
import { whyNoRemap } from '../engine/proposal/remap.ts'
import type { HostReader } from '../host/reader.ts'
import type { Candidate, Proposal } from '../plan/proposal.ts'
import type { Answers } from '../profile/answers.ts'
import { printable } from '../report/printable.ts'
import { asked, type Ask } from './ask.ts'

/**
 * Asks what a profile should say; Enter takes what is proposed.
 *
 * @returns undefined where somebody left
 */
export async function interview(
  host: HostReader,
  proposal: Proposal,
  look: { color?: boolean },
): Promise<Answers | undefined> {
  return await asked(
    async (ask) => ({
      socketAccess: {
        groups: await accounts(ask, host, 'group', proposal.groups),
        users: await accounts(ask, host, 'user', proposal.users),
      },
      remap: await remap(ask, host, proposal),
      docker: {
        daemonConfig: proposal.daemonConfig,
        restart: await restart(ask, proposal),
      },
      policy: {
        devices: await chosen(ask, 'Devices that containers may have', proposal.devices),
        runtimes: [
          'runc',
          ...(await chosen(ask, 'Runtimes that may be asked for besides runc', proposal.runtimes)),
        ],
      },
    }),
    look,
  )
}

/** Of the candidates, and others by their names. */
async function accounts(
  ask: Ask,
  host: HostReader,
  tag: 'group' | 'user',
  candidates: readonly Candidate[],
): Promise<string[]> {
  const known = await chosen(ask, `${headings[tag]} that may use Docker`, candidates)
  const others = candidates.length > 0 ? 'Other' : 'Which'
  const { text } = await ask<{ text: string }>([
    {
      type: 'input',
      name: 'text',
      message: `${others} ${tag}s may use Docker? Names, with commas between:`,
      validate: async (value: string) => await whyNoAccounts(host, tag, namesIn(value)),
    },
  ])
  return [...new Set([...known, ...namesIn(text)])]
}

const headings = { group: 'Groups', user: 'Users' } as const

/** No name holds a comma (group(5)). */
function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** What inquirer takes: true, or what to say before it asks again. */
async function whyNoAccounts(
  host: HostReader,
  tag: 'group' | 'user',
  names: readonly string[],
): Promise<true | string> {
  const faults = await Promise.all(names.map((name) => whyNoAccount(host, tag, name)))
  return printable(faults.filter((fault) => fault !== undefined).join(' ')) || true
}

/** Asks nothing where there is nothing to choose from. */
async function chosen(
  ask: Ask,
  message: string,
  candidates: readonly Candidate[],
): Promise<string[]> {
  if (candidates.length === 0) return []
  const { values } = await ask<{ values: string[] }>([
    {
      type: 'checkbox',
      name: 'values',
      message: `${message}:`,
      loop: false,
      choices: candidates.map(({ value, why, isChosen }) => ({
        value,
        name: printable(`${value}  (${why})`),
        short: printable(value),
        checked: isChosen,
      })),
    },
  ])
  return values
}

/** Asked only where something speaks against Docker's own user. */
async function remap(ask: Ask, host: HostReader, { remap }: Proposal): Promise<string> {
  if (remap.against.length === 0) return remap.value
  const { value } = await ask<{ value: string }>([
    {
      type: 'input',
      name: 'value',
      message: `${printable(remap.against.join('\n'))}\nWhose ids do containers get? default, or user[:group]:`,
      default: remap.value,
      validate: async (text: string) => (await whyNoRemap(host, text)) ?? true,
    },
  ])
  return value
}

async function restart(
  ask: Ask,
  { runningContainers }: Proposal,
): Promise<Answers['docker']['restart']> {
  const stops = runningContainers.length
  const cost =
    stops === 0
      ? ''
      : ` ${stops} running ${stops === 1 ? 'container stops' : 'containers stop'} with it.`
  const { may } = await ask<{ may: boolean }>([
    {
      type: 'confirm',
      name: 'may',
      message: `May apply restart Docker when it must?${cost}`,
      default: true,
    },
  ])
  return may ? 'auto' : 'never'
}
