import { Denial, notCanonical, quoted } from '../canonical/denial.ts'
import type { Target } from '../canonical/target.ts'
import type { Route } from './route.ts'
import { routes } from './table.ts'

interface Match {
  route: Route
  /** What stands for the route's first parameter; empty where it has none. */
  name: string
}

const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }))

/**
 * The one route that a request takes. Docker routes by the decoded path; that the path as it was
 * sent leads to the same route shows that no fixed part of it was escaped.
 * @throws Denial when there is none, or two
 */
export function matchRoute(method: string, { path, decodedPath }: Target): Match {
  const match = find(method, decodedPath)
  if (find(method, path)?.route !== match?.route) {
    throw notCanonical('the path must be spelled without percent-escapes where it can be.')
  }
  if (!match) {
    throw new Denial(
      'unknown',
      `${quoted(`${method} ${path}`)} is not a part of the Docker API that this plugin knows.`,
    )
  }
  return match
}

function find(method: string, path: string): Match | undefined {
  for (const { route, pattern } of patterns) {
    const found = route.method === method && pattern.exec(path)
    if (found) return { route, name: found[1] ?? '' }
  }
  return undefined
}

/** `/exec/{id:.*}/json` to `^/exec/(.+)/json$`; the paths hold nothing else that is special in a pattern. */
function patternOf(path: string): RegExp {
  const source = path.replace(/\{[^:}]+(:[^}]+)?\}/g, (_all, slashes) =>
    slashes ? '(.+)' : '([^/]+)',
  )
  return new RegExp(`^${source}$`)
}
