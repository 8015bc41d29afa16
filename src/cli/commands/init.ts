import { resolve } from 'node:path'
import { makePlan } from '../../engine/make-plan.ts'
import { propose, proposedAnswers } from '../../engine/proposal/propose.ts'
import { profilePlace, writeProfile, type ProfilePlace } from '../../engine/write-profile.ts'
import { Refusal, type Problem } from '../../failure.ts'
import type { HostReader } from '../../host/reader.ts'
import { readOnly } from '../../host/read-only.ts'
import { realHost } from '../../host/real.ts'
import type { Proposal } from '../../plan/proposal.ts'
import type { Answers } from '../../profile/answers.ts'
import { commentedProfile } from '../../profile/commented.ts'
import { defaultProfilePath, parseProfile } from '../../profile/read.ts'
import type { InitView } from '../../report/init-view.ts'
import { initView } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { refuseUnlessTerminal } from '../refusals.ts'
import { shellQuoted } from '../shell-quoted.ts'
import { toldFailures } from '../told-failures.ts'

export interface InitOptions {
  profile?: string
  defaults?: boolean
  color?: boolean
}

/** Looks at the host, asks what its profile should say, and writes it: nothing else. Returns the exit code. */
export async function init(options: InitOptions): Promise<number> {
  const view = initView(options)
  return await toldFailures(view, async () => {
    const { defaults = false } = options
    const host = readOnly(realHost)
    const writer = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
    const path = resolve(options.profile ?? defaultProfilePath)
    if (!defaults) refuseUnlessAskable()
    const place = await profilePlace(host, path, writer)
    if (defaults) refuseToReplace(place)

    const proposal = await propose(host)
    view.found(proposal.found)
    const answers = defaults
      ? proposedAnswers(proposal)
      : await answersTo(host, proposal, place, options)
    if (!answers) {
      view.declined()
      return exitCodes.refused
    }
    const text = commentedProfile(answers)
    view.written(path, await writeProfile(realHost, place, text, writer))
    await tellWhatApplyWouldDo(host, text, path, view)
    return exitCodes.done
  })
}

/** Undefined where the profile that is there is to stay, or somebody left. */
async function answersTo(
  host: HostReader,
  proposal: Proposal,
  { path, old }: ProfilePlace,
  { color = true }: InitOptions,
): Promise<Answers | undefined> {
  const { confirmed } = await import('../ask.ts')
  const { interview } = await import('../interview.ts')
  const replaces = `Replace ${path}? The old one is kept, and the new one made of the answers alone.`
  if (old && !(await confirmed(replaces, { color }))) return undefined
  return await interview(host, proposal, { color })
}

async function tellWhatApplyWouldDo(
  host: HostReader,
  text: string,
  path: string,
  view: InitView,
): Promise<void> {
  try {
    view.plan(await makePlan(host, parseProfile(text, path), path))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    view.refused(error)
  }
  const named = path === defaultProfilePath ? '' : ` --profile ${shellWord(path)}`
  view.next(`sudo npx userns-harden apply${named}`, path)
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : shellQuoted(text)
}

/** @throws Refusal also on a terminal that shows too little to choose on */
function refuseUnlessAskable(): void {
  if (process.env.TERM === 'dumb') throw new Refusal(noTerminal)
  refuseUnlessTerminal(noTerminal)
}

const noTerminal: Problem = {
  code: 'no-terminal',
  what: 'There is no terminal to ask on, or one on which nothing can be written over (TERM=dumb).',
  remedies: [
    'Log in with one: ssh -t HOST sudo npx userns-harden init',
    'Or have it written without questions, so that nobody is let in who is not now: userns-harden init --defaults',
  ],
}

/** @throws Refusal */
function refuseToReplace({ path, old }: ProfilePlace): void {
  if (!old) return
  throw new Refusal({
    code: 'profile-exists',
    what: `There is a profile already: ${path}.`,
    where: path,
    remedies: [
      'Without --defaults you are asked whether it is to be replaced, and it is kept: sudo npx userns-harden init',
      'Or have the new one elsewhere: --profile FILE',
    ],
  })
}
