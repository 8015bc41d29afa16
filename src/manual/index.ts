import { completionFiles } from '../cli/completion-files.ts'
import { outlineOf } from '../cli/outline.ts'
import { commandTree } from '../cli/program.ts'
import { version } from '../cli/version.ts'
import { bashCompletion } from './bash-completion.ts'
import { manPage } from './man-page.ts'
import { zshCompletion } from './zsh-completion.ts'

/**
 * What the package has beside the program, made from the program's own commands and options.
 *
 * @param changelog its text, which has the date of this version
 * @returns texts by paths below dist
 */
export function manual(changelog: string): Record<string, string> {
  const program = outlineOf(commandTree(() => undefined))
  return {
    [`${program.name}.8`]: manPage(program, { version, date: dateOf(version, changelog) }),
    [completionFiles.bash]: bashCompletion(program),
    [completionFiles.zsh]: zshCompletion(program),
  }
}

/** `## 0.1.0 (2026-11-24)`; a build's own time would make every build another one. */
function dateOf(version: string, changelog: string): string {
  const heading = changelog.split('\n').find((line) => line.startsWith(`## ${version} (`))
  const date = heading && /\((.*)\)/.exec(heading)?.[1]
  if (date === undefined) throw new Error(`CHANGELOG.md has no heading "## ${version} (date)"`)
  return date
}
