import { plain, type Shape } from '../canonical/shape.ts'
import { createShape, updateShape } from '../shapes/container.ts'
import { execShape, execStartShape } from '../shapes/exec.ts'
import { connectShape, disconnectShape, networkShape } from '../shapes/network.ts'
import { volumeShape } from '../shapes/volume.ts'
import type { BodyUse, Route } from './route.ts'

const ignored: BodyUse = { kind: 'ignored' }
const none: BodyUse = { kind: 'none' }
const upload: BodyUse = { kind: 'upload' }

export const containerCreate: Route = {
  method: 'POST',
  path: '/containers/create',
  body: json(createShape),
}

/**
 * Docker's routes from 20.10 to 29 (moby api/server/router, later daemon/server/router), the first
 * that matches counts. Left out, and so denied: OPTIONS, and the daemon's own profiling below /debug.
 */
export const routes: readonly Route[] = [
  ...all('HEAD', ignored, '/_ping /containers/{name:.*}/archive'),
  ...all(
    'GET',
    ignored,
    `/_ping /events /info /version /system/df
     /containers/json /containers/{name:.*}/json /containers/{name:.*}/top
     /containers/{name:.*}/logs /containers/{name:.*}/stats /containers/{name:.*}/changes
     /containers/{name:.*}/export /containers/{name:.*}/archive /containers/{name:.*}/attach/ws
     /containers/{name:.*}/checkpoints /exec/{id:.*}/json
     /images/json /images/search /images/get /images/{name:.*}/get /images/{name:.*}/history
     /images/{name:.*}/json /images/{name:.*}/attestations /distribution/{name:.*}/json
     /networks /networks/{id:.+} /volumes /volumes/{name:.*}
     /plugins /plugins/privileges /plugins/{name:.*}/json
     /swarm /swarm/unlockkey /nodes /nodes/{id} /tasks /tasks/{id} /tasks/{id}/logs
     /services /services/{id} /services/{id}/logs /secrets /secrets/{id} /configs /configs/{id}`,
  ),
  // Before the containers' own DELETE, which would take it for a name with slashes.
  ...all('DELETE', ignored, '/containers/{name}/checkpoints/{checkpoint}'),
  ...all(
    'DELETE',
    ignored,
    `/containers/{name:.*} /images/{name:.*} /networks/{id:.*} /volumes/{name:.*}
     /plugins/{name:.*} /nodes/{id} /services/{id} /secrets/{id} /configs/{id}`,
  ),
  containerCreate,
  ...all('POST', { kind: 'start' }, '/containers/{name:.*}/start'),
  ...all('POST', json(updateShape), '/containers/{name:.*}/update'),
  ...all('POST', json(execShape), '/containers/{name:.*}/exec'),
  ...all('POST', json(execStartShape), '/exec/{name:.*}/start'),
  ...all(
    'POST',
    ignored,
    `/containers/{name:.*}/attach /containers/{name:.*}/stop /containers/{name:.*}/restart
     /containers/{name:.*}/kill /containers/{name:.*}/pause /containers/{name:.*}/unpause
     /containers/{name:.*}/resize /containers/{name:.*}/wait /exec/{name:.*}/resize
     /containers/prune /images/prune /networks/prune /volumes/prune /build/prune /session /grpc`,
  ),
  ...all(
    'POST',
    none,
    `/containers/{name:.*}/rename /images/{name:.*}/tag /images/{name:.*}/push /build/cancel
     /plugins/{name:.*}/enable /plugins/{name:.*}/disable
     /plugins/{name:.*}/push /swarm/leave`,
  ),
  ...all('POST', upload, '/auth /build /images/create /images/load /plugins/create'),
  ...all('PUT', upload, '/containers/{name:.*}/archive'),
  ...all('POST', json(networkShape), '/networks/create'),
  ...all('POST', json(connectShape), '/networks/{id:.*}/connect'),
  ...all('POST', json(disconnectShape), '/networks/{id:.*}/disconnect'),
  ...all('POST', optionalJson(volumeShape), '/volumes/create'),
  ...all('PUT', optionalJson(plain), '/volumes/{name:.*}'),
  ...all('POST', optionalJson(createShape), '/commit'),
  ...all(
    'POST',
    json(plain),
    `/containers/{name:.*}/copy /containers/{name:.*}/checkpoints
     /plugins/pull /plugins/{name:.*}/upgrade /plugins/{name:.*}/set
     /swarm/init /swarm/join /swarm/update /swarm/unlock /nodes/{id}/update
     /services/create /services/{id}/update /secrets/create /secrets/{id}/update
     /configs/create /configs/{id}/update`,
  ),
]

function all(method: Route['method'], body: BodyUse, paths: string): Route[] {
  return (paths.match(/\S+/g) ?? []).map((path) => ({ method, path, body }))
}

function json(shape: Shape): BodyUse {
  return { kind: 'json', shape, required: true }
}

function optionalJson(shape: Shape): BodyUse {
  return { kind: 'json', shape, required: false }
}
