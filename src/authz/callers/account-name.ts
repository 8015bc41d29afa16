import { execFile } from 'node:child_process'

/** In ms. A directory service that takes longer is not waited for: the number says it too. */
const patience = 300

const known = new Map<number, Promise<string | undefined>>()

/** What the host's directory services call a user; undefined where none answers at once. Asked once for each. */
export function accountName(uid: number): Promise<string | undefined> {
  const name = known.get(uid) ?? ask(uid)
  known.set(uid, name)
  return name
}

function ask(uid: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('getent', ['passwd', String(uid)], { timeout: patience }, (error, stdout) => {
      resolve(error ? undefined : stdout.split(':', 1)[0])
    })
  })
}
