import { Failing, Failure, causeOf } from '../../failure.ts'
import type { Host, Progress } from '../../host/host.ts'
import type { Change, ChangeOf } from '../../plan/change.ts'
import { giveAcl } from './acl.ts'
import { restartDocker, returnDocker } from './docker-restart.ts'
import { writeFile } from './file.ts'
import { makeDirectory } from './directory.ts'
import { removePackages } from './package-removal.ts'
import { writeProgram } from './program.ts'
import { remove } from './removal.ts'
import { changeUnit, reloadUnits, restartUnit } from './unit.ts'

/** What only performing a change has shown, and undoing it will need. */
export interface Performed {
  /** All packages that came with one. */
  installed?: string[]
}

/**
 * Performs one change: looks whether the host still is as the plan says, writes, reads back.
 *
 * @throws Failure
 */
export async function perform(change: Change, host: Host, progress: Progress): Promise<Performed> {
  try {
    return await dispatch(change, host, progress)
  } catch (error) {
    if (error instanceof Failing) throw error
    throw new Failure({
      code: `${change.kind}-failed`,
      what: `This could not be done: ${change.why}`,
      cause: causeOf(error),
      remedies: remediesOf(change),
    })
  }
}

function remediesOf(change: Change): string[] {
  const again = 'Cure the cause, then run userns-harden apply again.'
  if (change.kind !== 'package') return [again]
  return [again, `Or install ${change.name} by other means before: an image's builder can.`]
}

async function dispatch(change: Change, host: Host, progress: Progress): Promise<Performed> {
  if (change.kind === 'package') {
    return { installed: await host.installPackage(change.name, progress) }
  }
  await performOther(change, host, progress)
  return {}
}

async function performOther(
  change: Exclude<Change, ChangeOf<'package'>>,
  host: Host,
  progress: Progress,
): Promise<void> {
  switch (change.kind) {
    case 'file':
      await writeFile(change, host)
      return
    case 'program':
      await writeProgram(change, host)
      return
    case 'directory':
      await makeDirectory(change, host)
      return
    case 'removal':
      await remove(change, host)
      return
    case 'package-removal':
      await removePackages(change, host, progress)
      return
    case 'daemon-reload':
      await reloadUnits(host)
      return
    case 'unit':
      await changeUnit(change, host)
      return
    case 'unit-restart':
      await restartUnit(change, host)
      return
    case 'acl':
      await giveAcl(change, host)
      return
    case 'docker-restart':
      await restartDocker(change, host, progress)
      return
    case 'docker-return':
      await returnDocker(change, host, progress)
      return
    case 'image-save':
      await host.saveImages(change.images, change.path, progress)
      return
    case 'image-load':
      await host.loadImages(change.path, progress)
      return
    case 'account-removal':
      await host.removeUser(change.user)
      return
  }
}
