import { run, type Run } from '../run.ts'

/**
 * Runs commands of an image, in it: they see its files and no others, a /proc with themselves alone, and nothing
 * that they start outlives them (unshare(1)).
 */
export function runInside(top: string): Run {
  const inside = [
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    `--root=${top}`,
    '--mount-proc',
    '--wd=/',
    '--',
  ]
  return async (command, args, options) =>
    await run('unshare', [...inside, command, ...args], options)
}
