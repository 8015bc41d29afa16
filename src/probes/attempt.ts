import type { ApiRequest } from '../plan/verification.ts'
import type { RuleName } from '../policy/settings.ts'

/** One class of ways around the hardening. */
export interface Attempt {
  /** The rule that stops it, or `canonical` for what no policy allows. */
  id: RuleName | 'canonical'
  title: string
  requests: readonly ApiRequest[]
}

/** No image, container or network has it. */
export const nothing = 'userns-harden-verify-names-nothing'

/** As `docker run` makes it, but of an image that is not there: what is let through ends there (404). */
export function creation(hostConfig: object): ApiRequest {
  return post('/containers/create', { Image: nothing, HostConfig: hostConfig })
}

export function post(target: string, body?: object): ApiRequest {
  return { method: 'POST', target, ...(body && { body: JSON.stringify(body) }) }
}
