import { readFile } from 'node:fs/promises'
import { findGroup, findUser, removeUser } from './accounts.ts'
import { readAcl, removeAclEntries, setAclEntries } from './acl.ts'
import { findCommand, versionOf } from './commands.ts'
import { readContainers, readRunningContainers } from './containers.ts'
import { readHoldings } from './data-root.ts'
import { daemonConfigError, dockerAnswers, readDocker, readImages } from './docker.ts'
import { readDirectory, readNames, readProgram, readStatus, readText } from './files.ts'
import type { Host } from './host.ts'
import { loadImages, saveImages } from './images.ts'
import { takeLock } from './lock.ts'
import { findPackageOf } from './package-of.ts'
import { installPackage, removePackages } from './packages.ts'
import { activatePlugin } from './plugin.ts'
import { readRoom } from './room.ts'
import { journalTail, readUnit, systemctl } from './systemd.ts'
import { pathTrust } from './trust.ts'
import {
  appendLine,
  copyWhole,
  makeDirectory,
  removePath,
  removeTemporary,
  writeAtomically,
} from './write.ts'

/** The machine that this process runs on. */
export const realHost: Host = {
  isImage: false,
  file: readText,
  program: readProgram,
  directory: readDirectory,
  status: readStatus,
  names: readNames,
  room: readRoom,
  pathTrust,
  command: findCommand,
  packageOf: findPackageOf,
  versionOf,
  unit: readUnit,
  user: findUser,
  group: findGroup,
  acl: readAcl,
  docker: readDocker,
  holdings: readHoldings,
  images: readImages,
  runningContainers: readRunningContainers,
  containers: readContainers,
  daemonConfigError,
  bytes: (path) => readFile(path),
  writeFile: writeAtomically,
  takeLock,
  removeTemporary,
  removePath,
  copyWhole,
  makeDirectory,
  appendLine,
  saveImages,
  loadImages,
  installPackage,
  removePackages,
  removeUser,
  systemctl,
  setAclEntries,
  removeAclEntries,
  activatePlugin,
  dockerAnswers,
  journalTail,
}
