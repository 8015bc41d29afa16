import { isUtf8 } from 'node:buffer'
import type { Route } from '../routes/route.ts'
import type { AuthzRequest } from './authz-request.ts'
import { notCanonical } from './denial.ts'
import { contentLength, mediaType } from './headers.ts'
import { readJson, type JsonValue } from './json.ts'
import { checkShape } from './shape.ts'

/**
 * The request's JSON body, undefined where it has none that matters.
 *
 * Docker shows a body only when the first Content-Type is JSON and the body is not too large (moby
 * pkg/authorization/authz.go). So a body that is shown is the body that is read, and of a body that
 * is not shown nothing is known: it may be a form whose values replace those of the query.
 */
export function readBody(
  request: AuthzRequest,
  route: Route,
  apiVersion: number | undefined,
): JsonValue | undefined {
  const length = contentLength(request.headers)
  if (request.body.length > 0) return readShown(request, route, length)
  if (length !== 0) checkUnseen(request, route, { length, apiVersion })
  if (route.body.kind === 'json' && route.body.required) {
    throw notCanonical(`${route.method} ${route.path} needs a JSON body.`)
  }
  return undefined
}

function readShown(request: AuthzRequest, route: Route, length: number | undefined): JsonValue {
  const { body, headers } = request
  if (mediaType(headers) !== 'json') {
    throw notCanonical('send one Content-Type only: "Content-Type: application/json".')
  }
  if (length !== undefined && length !== body.length) {
    throw notCanonical('the body is not as long as its Content-Length says.')
  }
  if (route.body.kind === 'start') throw bodyOnStart()
  if (!isUtf8(body)) throw notCanonical('the JSON body is not valid UTF-8.')
  const value = readJson(body.toString('utf8'))
  if (route.body.kind === 'json') checkShape(value, route.body.shape, 'the request')
  return value
}

interface Unseen {
  length: number | undefined
  apiVersion: number | undefined
}

/** There may be a body, and it was not shown. */
function checkUnseen(request: AuthzRequest, route: Route, unseen: Unseen): void {
  const type = mediaType(request.headers)
  if (type === 'form') {
    throw notCanonical('form bodies are not accepted: put the values into the query.')
  }
  const { body } = route
  switch (body.kind) {
    case 'ignored':
    case 'upload':
      return
    case 'none':
      throw notCanonical(
        `a body could replace the query of ${route.method} ${route.path}: send "Content-Length: 0".`,
      )
    case 'start':
      checkUnseenOnStart(unseen)
      return
    case 'json':
      throw hiddenJson(type === 'json', unseen.length)
  }
}

/**
 * Up to Docker 24, API versions before 1.24 take a HostConfig here; from 1.24 on, and without a
 * version, Docker itself refuses a body (moby api/server/router/container, postContainersStart).
 */
function checkUnseenOnStart({ length, apiVersion }: Unseen): void {
  if (length !== undefined || (apiVersion !== undefined && apiVersion < 24)) throw bodyOnStart()
}

function bodyOnStart() {
  return notCanonical(
    'a container is started without a body: give its settings when it is created, and send "Content-Length: 0".',
  )
}

/** Docker shows bodies up to 1 MiB, from 29.3.1 on up to 4 MiB. */
function hiddenJson(isJson: boolean, length: number | undefined) {
  if (!isJson) return notCanonical('send the body with "Content-Type: application/json".')
  if (length !== undefined && length >= 1024 * 1024) {
    return notCanonical(
      'the body is larger than what Docker shows to a plugin: send one below 1 MiB.',
    )
  }
  return notCanonical(
    'Docker did not show the body to the plugin: send one below 1 MiB, with its Content-Length and one Content-Type.',
  )
}
