import type { SentRequest } from './request-cases.ts'

/** Which Docker tells a plugin what, by moby's pkg/authorization/authz.go of that version. */
export const engines = ['20.10.24', '28.5.2', '29.3.1'] as const
export type Engine = (typeof engines)[number]

const MiB = 1024 * 1024

/** The body of /AuthZPlugin.AuthZReq, or undefined where Docker itself refuses the request. */
export function shownBy(engine: Engine, sent: SentRequest): Buffer | undefined {
  const body = Buffer.from((sent.body ?? '') + ' '.repeat(sent.padding ?? 0))
  const chunked = sent.headers['Transfer-Encoding'] === 'chunked'
  const headers = new Map<string, string[]>()
  for (const [name, value] of Object.entries(sent.headers)) headers.set(name, [value].flat())
  if (body.length > 0 && !chunked) headers.set('Content-Length', [String(body.length)])
  headers.delete('Transfer-Encoding')

  const wanted = isJson(headers.get('Content-Type')?.[0]) && !isLogin(engine, sent.uri)
  if (engine === '29.3.1' && wanted && body.length > 4 * MiB) return undefined
  const limit = engine === '29.3.1' ? 4 * MiB + 1 : MiB
  const shown = wanted && body.length < limit && !(engine === '20.10.24' && chunked)
  return Buffer.from(
    JSON.stringify({
      RequestMethod: sent.method,
      RequestUri: sent.uri,
      RequestHeaders: Object.fromEntries([...headers].map(([name, all]) => [name, all.at(-1)])),
      ...(shown && body.length > 0 && { RequestBody: body.toString('base64') }),
    }),
  )
}

function isLogin(engine: Engine, uri: string): boolean {
  return engine === '20.10.24' ? uri.endsWith('/auth') : /^[^/]*\/(v\d[\d.]*\/)?auth/.test(uri)
}

/** Go's mime.ParseMediaType, as far as the cases go. */
function isJson(type: string | undefined): boolean {
  return /^application\/json(; *[a-z]+=[^;]+)*$/.test(type ?? '')
}
