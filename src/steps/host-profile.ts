import { dirname } from 'node:path'
import { defaultProfilePath } from '../profile/read.ts'
import { desiredFile, desiredFolder } from './desired-file.ts'
import type { Step } from './step.ts'

/**
 * Part of the plan, so that a profile that the host cannot be brought to is not the host's: it is rolled back with
 * all else, and the one before it holds.
 */
export const hostProfile: Step = {
  id: 'host-profile',
  title: "The host's profile",
  async plan(host, _profile, { profileText }) {
    if (profileText === undefined) return { changes: [], notes: [] }
    const folder = await desiredFolder(host, dirname(defaultProfilePath), 'holds the profile')
    const why = 'what is wanted of this host from now on'
    const file = await desiredFile(host, defaultProfilePath, profileText, why)
    return { changes: [...folder, ...file], notes: [] }
  },
}
