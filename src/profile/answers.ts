import type { Profile } from './schema.ts'

/** What `init` asks or finds out; everything else keeps its default. */
export interface Answers {
  remap: Profile['remap']
  socketAccess: Profile['socketAccess']
  docker: Pick<Profile['docker'], 'daemonConfig' | 'restart'>
  policy: Pick<Profile['policy'], 'devices' | 'runtimes'>
}
