import { readFile } from 'node:fs/promises'
import { findGroup, findUser } from './accounts.ts'
import { readAcl, removeAclEntries } from './acl.ts'
import { findCommand, versionOf } from './commands.ts'
import { readContainers, readRunningContainers } from './containers.ts'
import { daemonConfigError, dockerAnswers, readDocker } from './docker.ts'
import { readDirectory, readNames, readProgram, readStatus, readText } from './files.ts'
import type { Host } from './host.ts'
import { installPackage } from './packages.ts'
import { activatePlugin } from './plugin.ts'
import { readRoom } from './room.ts'
import { journalTail, readUnit, systemctl } from './systemd.ts'
import { pathTrust } from './trust.ts'
import { appendLine, makeDirectory, writeAtomically } from './write.ts'

/** The machine that this process runs on. */
export const realHost: Host = {
  file: readText,
  program: readProgram,
  directory: readDirectory,
  status: readStatus,
  names: readNames,
  room: readRoom,
  pathTrust,
  command: findCommand,
  versionOf,
  unit: readUnit,
  user: findUser,
  group: findGroup,
  acl: readAcl,
  docker: readDocker,
  runningContainers: readRunningContainers,
  containers: readContainers,
  daemonConfigError,
  bytes: (path) => readFile(path),
  writeFile: writeAtomically,
  makeDirectory,
  appendLine,
  installPackage,
  systemctl,
  removeAclEntries,
  activatePlugin,
  dockerAnswers,
  journalTail,
}
