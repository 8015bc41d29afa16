// Runs a TypeScript program of the tests; from a fresh clone, installs its dependencies first.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const [program, ...args] = process.argv.slice(2)
const run = (command, rest) => spawnSync(command, rest, { stdio: 'inherit' }).status ?? 1

if (!existsSync('node_modules')) {
  const status = run('npm', ['ci', '--no-audit', '--no-fund', '--silent'])
  if (status !== 0) process.exit(status)
}
process.exitCode = run('npx', ['tsx', program, ...args])
