import * as z from 'zod'
import { policySchema } from '../policy/schema.ts'
import { absolutePath, accountName, remapAccount, serviceName, sha256 } from './values.ts'

const accountNames = z.array(accountName).superRefine(refuseRepeated, {
  // Said together with what is wrong with single names.
  when: ({ value }) => Array.isArray(value),
})

const plugin = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('builtin').describe('The plugin that comes with userns-harden'),
  }),
  z.strictObject({
    source: z.literal('file').describe("An admin's own build of a denyusernshost"),
    path: absolutePath.describe('Where the program is copied from'),
    sha256: sha256.describe('Its checksum, as sha256sum prints it: apply takes no other file'),
  }),
])

const socketAccess = z.strictObject({
  groups: emptied([], accountNames).describe(
    'Groups whose members may use the Docker socket, as `getent group` spells them',
  ),
  users: emptied([], accountNames).describe(
    'Users who may use the Docker socket, as `getent passwd` spells them',
  ),
})

const docker = z.strictObject({
  service: serviceName.default('docker.service').describe("The systemd unit of Docker's daemon"),
  daemonConfig: absolutePath
    .default('/etc/docker/daemon.json')
    .describe("The daemon's configuration file; the same as its --config-file, if it has one"),
  restart: z
    .enum(['auto', 'never'])
    .default('auto')
    .describe('auto: apply restarts Docker when it must. never: it tells you to'),
})

/** The host profile: every key may be left out. */
export const profileSchema = z.strictObject({
  remap: remapAccount
    .default('default')
    .describe(
      "Whose subordinate ids containers get: default (Docker's own user dockremap), or user[:group]",
    ),
  socketAccess: emptied({}, socketAccess).describe('Who may use the Docker socket, by an ACL'),
  docker: emptied({}, docker).describe('How Docker is set up on this host'),
  plugin: z
    .preprocess(withSource, plugin)
    .prefault({ source: 'builtin' })
    .describe('Which authorization plugin is installed'),
  policy: emptied({}, policySchema).describe('What the builtin plugin denies'),
})

export type Profile = z.output<typeof profileSchema>

/** A section whose lines are all commented out is null in YAML: it means its defaults, as if it were not there. */
function emptied<Schema extends z.ZodType>(empty: object, schema: Schema) {
  return z.preprocess((found) => found ?? empty, schema).prefault(empty)
}

function withSource(found: unknown): unknown {
  const isSection = typeof found === 'object' && found !== null && !Array.isArray(found)
  return isSection || found === null ? { source: 'builtin', ...found } : found
}

function refuseRepeated(names: readonly unknown[], context: z.core.$RefinementCtx): void {
  names.forEach((name, index) => {
    if (typeof name !== 'string' || names.indexOf(name) === index) return
    context.addIssue({ code: 'custom', path: [index], message: 'stands in the list twice' })
  })
}
