import { publishedDocument, type DocumentName } from '../published.ts'
import type { Finished } from './lab/command.ts'
import type { Host } from './lab/host.ts'

/** What a command printed with --json: one document and nothing else, as the package on that host documents it. */
export function documentOf(host: Host, name: DocumentName, { stdout }: Pick<Finished, 'stdout'>) {
  return publishedDocument(name, stdout, `${host.root}/opt/userns-harden/dist/schemas`)
}
