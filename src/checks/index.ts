import type { Check } from './check.ts'
import { containersBeforePlugin } from './containers-before-plugin.ts'
import { containersLeftBehind } from './containers-left-behind.ts'
import { dockerAnswers } from './docker-answers.ts'
import { dockerKind } from './docker-kind.ts'
import { imageStore } from './image-store.ts'
import { otherDockerd } from './other-dockerd.ts'
import { pluginDropIns } from './plugin-drop-ins.ts'
import { subordinateIds } from './subordinate-ids.ts'
import { swarm } from './swarm.ts'
import { systemd } from './systemd.ts'
import { tcpListener } from './tcp-listener.ts'
import { untriedSettings } from './untried-settings.ts'
import { userNamespaces } from './user-namespaces.ts'
import { writablePlaces } from './writable-places.ts'

/** In the order in which they are told: what the host is, what it lacks, what is on it. */
export const checks: readonly Check[] = [
  systemd,
  dockerKind,
  otherDockerd,
  tcpListener,
  userNamespaces,
  writablePlaces,
  pluginDropIns,
  subordinateIds,
  dockerAnswers,
  imageStore,
  swarm,
  untriedSettings,
  containersLeftBehind,
  containersBeforePlugin,
]
