import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The rooms, and what each may import: other rooms, then packages and modules of Node's. */
const rooms: Record<string, { rooms: string[]; packages: string[] }> = {
  failure: { rooms: [], packages: [] },
  policy: { rooms: ['failure'], packages: ['zod'] },
  formats: { rooms: ['plan', 'failure'], packages: ['jsonc-parser', 'util'] },
  plan: { rooms: ['failure'], packages: [] },
  host: {
    rooms: ['plan', 'formats', 'failure'],
    packages: [
      'execa',
      'fs-extra',
      'fs',
      'fs/promises',
      'http',
      'net',
      'path',
      'crypto',
      'timers/promises',
      'child_process',
      'events',
      'stream',
      'stream/promises',
    ],
  },
  profile: {
    rooms: ['policy', 'host', 'formats', 'plan', 'failure', 'templates'],
    packages: ['zod', 'yaml', 'path'],
  },
  steps: {
    rooms: ['profile', 'policy', 'host', 'formats', 'plan', 'failure', 'templates', 'dist'],
    packages: ['crypto', 'path'],
  },
  checks: {
    rooms: ['steps', 'profile', 'policy', 'host', 'formats', 'plan', 'failure'],
    packages: ['path'],
  },
  probes: { rooms: ['policy', 'plan', 'failure'], packages: [] },
  engine: {
    rooms: ['checks', 'probes', 'steps', 'profile', 'policy', 'host', 'formats', 'plan', 'failure'],
    packages: ['crypto', 'path'],
  },
  report: {
    rooms: ['profile', 'policy', 'plan', 'failure'],
    packages: ['chalk', 'diff', 'crypto'],
  },
  cli: {
    rooms: ['report', 'engine', 'profile', 'policy', 'host', 'plan', 'failure', 'package.json'],
    packages: ['commander', 'inquirer', 'fs', 'os', 'readline', 'url', 'path'],
  },
  manual: { rooms: ['cli'], packages: [] },
  // Nobody's to import: zod would be loaded to print, and only the build needs it.
  documents: { rooms: ['report', 'plan', 'policy', 'failure'], packages: ['zod'] },
  authz: {
    rooms: ['policy'],
    packages: [
      'http',
      'net',
      'fs',
      'fs/promises',
      'path/posix',
      'buffer',
      'crypto',
      'child_process',
      'util',
    ],
  },
}
/** Steps and checks only ever see the reading side of a host. */
const hostFilesOfSteps = ['host/reader.ts', 'host/planned.ts']

interface Import {
  from: string
  to: string
}

const sources = filesBelow('src').filter((path) => /(?<!\.d)\.ts$/.test(path))
const imports = sources.flatMap(importsOf)

describe('rooms', () => {
  it('sees every file in a known room', () => {
    const strangers = sources.filter((path) => !(roomOf(path) in rooms))
    expect(strangers).toEqual([])
    expect(sources.length).toBeGreaterThan(50)
  })

  it('lets nobody import what is not theirs', () => {
    const trespasses = imports.filter(({ from, to }) => {
      const room = rooms[roomOf(from)]!
      const allowed = to.startsWith('.')
        ? [roomOf(from), ...room.rooms].includes(roomOf(target({ from, to })))
        : room.packages.includes(to.replace(/^node:/, ''))
      return !allowed
    })
    expect(trespasses).toEqual([])
  })

  it('lets the plugin start no programs: only what sees its callers does', () => {
    const startsPrograms = imports.filter(({ to }) => to === 'node:child_process')
    const ofPlugin = startsPrograms
      .map(({ from }) => from)
      .filter((from) => roomOf(from) === 'authz')
    expect(ofPlugin.length).toBeGreaterThan(0)
    expect(ofPlugin.filter((from) => !from.startsWith('src/authz/callers/'))).toEqual([])
  })

  it('keeps zod out of the plugin', () => {
    const reached = reachableFrom('src/authz/main.ts')
    const outside = imports.filter(({ from, to }) => reached.has(from) && /^[^.n]/.test(to))
    expect(outside).toEqual([])
    expect(reached.size).toBeGreaterThan(5)
  })

  it('shows steps and checks the reading side of a host only', () => {
    const writing = imports
      .filter(({ from }) => ['steps', 'checks', 'profile'].includes(roomOf(from)))
      .map(target)
      .filter((path) => roomOf(path) === 'host')
      .filter((path) => !hostFilesOfSteps.some((allowed) => path === `src/${allowed}`))
    expect(writing).toEqual([])
  })

  it('has no cycles', () => {
    const inCycle = sources.filter((path) =>
      importsOf(path)
        .filter(({ to }) => to.startsWith('.'))
        .some((edge) => reachableFrom(target(edge)).has(path)),
    )
    expect(inCycle).toEqual([])
  })
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function importsOf(path: string): Import[] {
  if (!path.endsWith('.ts')) return []
  const text = readFileSync(path, 'utf8')
  const found = text.matchAll(/(?:\bfrom|\bimport\(?)\s*'([^'\n]+)'/g)
  return [...found].map(([, to = '']) => ({ from: path, to }))
}

function target({ from, to }: Import): string {
  return relative('.', join(dirname(from), to))
}

/** `src/plan/acl.ts` is in room plan, `src/failure.ts` in failure, `templates/x.service` in templates. */
function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/')
  return top === 'src' ? room.replace(/\.ts$/, '') : top
}

function reachableFrom(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || !path.startsWith('src/')) return seen
  seen.add(path)
  for (const edge of importsOf(path)) {
    if (edge.to.startsWith('.')) reachableFrom(target(edge), seen)
  }
  return seen
}
