import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'

const packageFile = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies?: object
  scripts: Record<string, string>
}

it('brings no dependency, so that npx runs this one package as root and nothing else', () => {
  expect(packageFile.dependencies ?? {}).toEqual({})
  expect(Object.keys(packageFile.scripts).filter((name) => /install/.test(name))).toEqual([])
})

it('holds what it needs and nothing of the tests', async () => {
  const { stdout } = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'])
  const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }]
  const files = packed.files.map(({ path }) => path.replace(/-[A-Z0-9]{8}\.mjs$/, '-HASH.mjs'))
  expect(files).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'bin/userns-harden.js',
      'dist/completion/_userns-harden',
      'dist/completion/userns-harden.bash',
      'dist/denyusernshost.js',
      'dist/profile.schema.json',
      'dist/userns-harden.8',
      'dist/schemas/denials-follow.schema.json',
      'dist/schemas/denials.schema.json',
      'dist/schemas/run.schema.json',
      'dist/schemas/status.schema.json',
      'dist/schemas/verify.schema.json',
      'dist/userns-harden.mjs',
      'templates/ansible/fleet.yml',
      'templates/ansible/status.yml',
      'templates/ansible/userns_harden/action_plugins/userns_harden.py',
      'templates/ansible/userns_harden/library/userns_harden.py',
      'templates/ansible/userns_harden/tasks/main.yml',
      'templates/profile.example.yaml',
    ]),
  )
  expect(files.filter((path) => /^(src|test|\.)|\.(ts|pyc)$/.test(path))).toEqual([])
})

it('gives an installation for all users its man page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'userns-harden-installed-'))
  try {
    const pack = ['pack', '--silent', '--ignore-scripts', `--pack-destination=${folder}`]
    const { stdout: tarball } = await execa('npm', pack)
    const install = ['install', '--global', '--offline', '--silent', `--prefix=${folder}`]
    await execa('npm', [...install, join(folder, tarball)])
    const page = readFileSync(join(folder, 'share/man/man8/userns-harden.8'), 'utf8')
    expect(page).toContain('.SH NAME')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('imports nothing that is not in it or in Node', () => {
  const bundles = readdirSync('dist').filter((file) => /\.m?js$/.test(file))
  const asked = bundles.flatMap((file) => {
    const text = readFileSync(`dist/${file}`, 'utf8')
    const found = text.matchAll(/(?:^|[;}\n])(?:import|export)\b[^;'"]*?from\s*["']([^"']+)["']/g)
    return [...found].map(([, name = '']) => name)
  })
  expect(asked.filter((name) => !name.startsWith('./') && !isBuiltin(name))).toEqual([])
  expect(asked.length).toBeGreaterThan(3)
})

it('carries a plugin that a person can read', () => {
  const plugin = readFileSync('dist/denyusernshost.js', 'utf8')
  expect(plugin).toContain('userns=host is not allowed.')
  expect(Math.max(...plugin.split('\n').map((line) => line.length))).toBeLessThan(400)
})
