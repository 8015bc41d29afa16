import * as z from 'zod'
import type { Change } from '../plan/change.ts'
import {
  aclEntry,
  attributes,
  daemonExpectation,
  daemonState,
  fileContent,
  holdings,
  programContent,
  unitState,
} from './change-parts.ts'
import { schemaOf } from './schema-of.ts'

const why = z.string().describe('One line for whoever reads the plan')
const path = z.string().describe('Absolute; symbolic links are followed')
const unit = z.string().describe('The systemd unit')
const service = z.string().describe("Docker's systemd unit")
const answersOn = z
  .string()
  .exactOptional()
  .describe('The socket on which the plugin answers once the unit is really up')
const effects = z.array(z.string()).describe('What it does to running containers, a sentence each')

/** A kind of change with what it has besides a kind and a reason. */
function kind<Kind extends string, Shape extends z.ZodRawShape>(
  name: Kind,
  description: string,
  shape: Shape,
) {
  const kindKey = z.literal(name).describe('What kind of change this is')
  return z.strictObject({ kind: kindKey, why, ...shape }).describe(description)
}

const fresh = 'As found; left out where it is new'
const made = 'As it will be'

const file = kind('file', 'A file is written', {
  path,
  before: fileContent.exactOptional().describe(fresh),
  after: fileContent.describe(made),
})

const program = kind('program', 'A program is installed', {
  path,
  before: programContent.exactOptional().describe(fresh),
  after: programContent.describe(made),
  from: z
    .string()
    .describe(
      "builtin (the plugin) or first-boot where it comes with this program, else the path that an admin's own build is copied from",
    ),
})

const directory = kind('directory', 'A folder is made, or given other rights', {
  path,
  before: attributes.exactOptional().describe(fresh),
  after: attributes.describe(made),
})

function removed<Of extends string, Shape extends z.ZodRawShape>(of: Of, shape: Shape) {
  const ofKey = z.literal(of).describe('What it is')
  return kind('removal', 'What an earlier run made goes away', { path, of: ofKey, ...shape })
}

const removal = z.discriminatedUnion('of', [
  removed('file', { before: fileContent.describe('As found') }),
  removed('program', { before: programContent.describe('As found') }),
  removed('folder', { before: attributes.describe('As found; goes only when it is empty') }),
  removed('archive', {}),
])

const packageChange = kind('package', 'A package is installed', {
  name: z.string().describe("The package's name"),
  provides: z.array(z.string()).describe('The commands that are missing without it'),
})

const packageRemoval = kind('package-removal', 'Packages that came with an apply go away', {
  names: z.array(z.string()).describe("The packages' names; those that others need stay"),
})

const unitChange = kind('unit', 'A unit is enabled or disabled, started or stopped', {
  unit,
  before: unitState.describe('As found'),
  after: unitState.describe(made),
  answersOn,
})

const acl = kind('acl', 'Rights on the Docker socket', {
  path,
  unit: z
    .string()
    .exactOptional()
    .describe('The unit that gives them at every boot; left out where they are given just now'),
  before: z
    .array(aclEntry)
    .exactOptional()
    .describe('Effective rights as found; left out where they cannot be known before'),
  give: z.array(aclEntry).describe('Entries that are set'),
  take: z.array(aclEntry).describe('Entries that an earlier apply set and that go away'),
})

const dockerRestart = kind('docker-restart', 'Docker is restarted', {
  service,
  effects,
  before: daemonState
    .exactOptional()
    .describe('What Docker is before it; left out where it does not run'),
  expects: daemonExpectation.describe('What docker info must show after it'),
  outOfSight: holdings
    .exactOptional()
    .describe('What is in a data root that Docker does not look into any more after it'),
  makesAccount: z
    .string()
    .exactOptional()
    .describe('The account that Docker makes at this start, for the ids of containers'),
})

const dockerReturn = kind('docker-return', 'Docker starts again as it was before a restart', {
  service,
  effects,
  before: daemonState.exactOptional().describe('As found; left out where it does not run'),
  after: daemonState.exactOptional().describe('As it will be; left out where it will not run'),
})

const imageTransfer = z
  .strictObject({
    kind: z.enum(['image-save', 'image-load']).describe('What kind of change this is'),
    why,
    path: z.string().describe('The archive in between, which goes away once it is loaded'),
    images: z.array(z.string()).describe('Names, and ids of images without one'),
    bytes: z
      .int()
      .min(0)
      .describe('As Docker counts them, layers that are shared counted each time'),
  })
  .describe('Images are saved before a restart with another data root, or loaded after it')

export const change = schemaOf<Change>()(
  z
    .discriminatedUnion('kind', [
      file,
      program,
      directory,
      removal,
      packageChange,
      packageRemoval,
      kind('daemon-reload', 'systemd reads its unit files again', {}),
      unitChange,
      kind('unit-restart', 'A unit runs something older than its files say', { unit, answersOn }),
      acl,
      dockerRestart,
      dockerReturn,
      imageTransfer,
      kind('account-removal', 'An account that Docker made goes away, with its subordinate ids', {
        user: z.string().describe("The account's name"),
      }),
    ])
    .meta({ id: 'Change', description: 'One difference between the host and what it should be' }),
)
