import * as z from 'zod'
import type { AclEntry } from '../plan/acl.ts'
import type {
  Attributes,
  DaemonExpectation,
  DaemonState,
  FileContent,
  Holdings,
  ProgramContent,
  UnitState,
} from '../plan/change.ts'
import { schemaOf } from './schema-of.ts'

const attributesShape = {
  mode: z.int().min(0).describe('Permission bits as a number: 420 is 0644'),
  uid: z.int().min(0).describe("The owner's number"),
  gid: z.int().min(0).describe("The group's number"),
}

export const attributes = schemaOf<Attributes>()(
  z
    .strictObject(attributesShape)
    .meta({ id: 'Attributes', description: 'Whose a file or folder is, and who may do what' }),
)

export const fileContent = schemaOf<FileContent>()(
  z
    .strictObject({
      ...attributesShape,
      text: z
        .string()
        .describe('All of it as it is: may hold secrets, such as the password of a proxy'),
    })
    .meta({ id: 'FileContent', description: 'A whole file' }),
)

export const programContent = schemaOf<ProgramContent>()(
  z
    .strictObject({
      ...attributesShape,
      sha256: z.string().describe('In lower-case hexadecimal'),
      size: z.int().min(0).describe('In bytes'),
    })
    .meta({ id: 'ProgramContent', description: 'A program, known by its digest' }),
)

export const unitState = schemaOf<UnitState>()(
  z
    .strictObject({
      enabled: z.boolean().describe('Whether it starts at boot'),
      active: z.boolean().describe('Whether it runs'),
    })
    .meta({ id: 'UnitState', description: "A systemd unit's state" }),
)

export const aclEntry = schemaOf<AclEntry>()(
  z
    .strictObject({
      tag: z.enum(['user', 'group']).describe('Whose entry it is'),
      id: z.int().min(0).describe('uid or gid'),
      name: z.string().exactOptional().describe('Its name when the plan was made'),
      rights: z
        .strictObject({
          read: z.boolean().describe('r'),
          write: z.boolean().describe('w'),
          execute: z.boolean().describe('x'),
        })
        .describe('What it gives'),
    })
    .meta({ id: 'AclEntry', description: 'One named entry of a POSIX ACL' }),
)

export const daemonState = schemaOf<DaemonState>()(
  z
    .strictObject({
      userns: z.boolean().describe('Whether it maps user ids'),
      authorizationPlugins: z.array(z.string()).describe('The plugins that it asks'),
      dataRoot: z.string().describe('The folder with its images, containers and volumes'),
    })
    .meta({ id: 'DaemonState', description: 'What docker info shows of a Docker' }),
)

export const daemonExpectation = schemaOf<DaemonExpectation>()(
  z.strictObject({
    authorizationPlugin: z.string().describe('The plugin that it asks'),
    remap: z
      .strictObject({
        uid: z.int().min(0).describe("The host's uid of a container's root"),
        gid: z.int().min(0).describe("The host's gid of a container's root"),
      })
      .exactOptional()
      .describe('Left out where Docker makes the account with its ids only at this start'),
  }),
)

export const holdings = schemaOf<Holdings>()(
  z.strictObject({
    containers: z.int().min(0).describe('How many'),
    images: z.int().min(0).describe('How many'),
    volumes: z.int().min(0).describe('How many'),
    bytes: z
      .int()
      .min(0)
      .exactOptional()
      .describe('On the disk; left out where they could not be counted in short time'),
  }),
)
