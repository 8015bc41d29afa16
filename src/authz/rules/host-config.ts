import { isEmpty } from '../canonical/shape.ts'
import type { JsonObject, JsonValue } from '../canonical/json.ts'
import type { CanonicalRequest } from '../canonical/request.ts'
import { containerCreate } from '../routes/table.ts'

/** The settings of a container that is to be made; undefined for any other request. */
export function hostConfigOf({ route, body }: CanonicalRequest): JsonObject | undefined {
  if (route !== containerCreate) return undefined
  return objectOf(objectOf(body)?.get('HostConfig'))
}

/** A setting of it that is set at all. */
export function hostSetting(request: CanonicalRequest, name: string): JsonValue | undefined {
  const value = hostConfigOf(request)?.get(name)
  return isEmpty(value) ? undefined : value
}

export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return value instanceof Map ? value : undefined
}

export function itemsOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}
