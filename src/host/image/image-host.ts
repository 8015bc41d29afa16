import { readFile } from 'node:fs/promises'
import { Bug, causeOf } from '../../failure.ts'
import { absent, unknown } from '../../plan/fact.ts'
import { askVersion, findCommand } from '../commands.ts'
import { daemonConfigError } from '../docker.ts'
import type { Host } from '../host.ts'
import { takeFolderLock } from '../lock.ts'
import { findPackageOf } from '../package-of.ts'
import { installPackage, removePackages } from '../packages.ts'
import {
  appendLine,
  copyWhole,
  makeDirectory,
  removePath,
  removeTemporary,
  writeAtomically,
} from '../write.ts'
import { imageAccounts } from './accounts.ts'
import { imageFiles } from './files.ts'
import { placeIn } from './place.ts'
import { runInside } from './run-inside.ts'
import { readImageUnit, systemctlInImage } from './units.ts'

/**
 * A host that does not run: its files in a folder of this machine. All that is asked and changed is the image's; its
 * own programs are run in it.
 *
 * @param top the folder's real path
 */
export function imageHost(top: string): Host {
  const at = async (path: string) => await placeIn(top, path)
  const files = imageFiles(top)
  const run = runInside(top)
  const tools = { run, otherAtWork: () => Promise.resolve(undefined) }
  return {
    isImage: true,
    ...files,
    ...imageAccounts(files),
    ...withoutDocker,
    ...ofRunningHostsOnly,
    command: (name) => findCommand(name, at),
    packageOf: (path) => findPackageOf(path, run),
    versionOf: (command) =>
      askVersion(command, run).catch((error: unknown) => unknown(causeOf(error))),
    unit: (name) => readImageUnit(top, files, name),
    daemonConfigError: (dockerd, flags, text) => daemonConfigError(dockerd, flags, text, run),
    bytes: async (path) => await readFile(await at(path)),
    writeFile: async (path, content, attributes) => {
      await writeAtomically(await at(path), content, attributes)
    },
    takeLock: () => takeFolderLock(top),
    removeTemporary: async (path) => {
      await removeTemporary(await at(path))
    },
    removePath: async (path) => {
      await removePath(await at(path))
    },
    copyWhole: async (from, to) => {
      await copyWhole(await at(from), await at(to))
    },
    makeDirectory: async (path, attributes) => {
      await makeDirectory(await at(path), attributes)
    },
    appendLine: async (path, line) => {
      await appendLine(await at(path), line)
    },
    installPackage: (name, progress) => installPackage(name, progress, tools),
    removePackages: (names, progress) => removePackages(names, progress, tools),
    systemctl: async (...args) => {
      // No systemd has read the units of an image yet.
      if (args[0] !== 'daemon-reload') await systemctlInImage(top, args)
    },
  }
}

/** No Docker runs in an image, and no socket of one is there. */
const withoutDocker = {
  docker: () => Promise.resolve(absent),
  acl: () => Promise.resolve(absent),
  images: () => Promise.resolve(absent),
  runningContainers: () => Promise.resolve(absent),
  containers: () => Promise.resolve(absent),
}

const never = () =>
  Promise.reject(new Bug('An image was asked to do what only a running host can.'))

const ofRunningHostsOnly = {
  saveImages: never,
  loadImages: never,
  removeUser: never,
  setAclEntries: never,
  removeAclEntries: never,
  activatePlugin: never,
  dockerAnswers: never,
  journalTail: () => Promise.resolve([]),
}
