import { absent, present, type Fact } from '../../plan/fact.ts'
import { groupOf, userOf } from '../accounts.ts'
import type { FoundGroup, FoundUser, HostReader } from '../reader.ts'

type Files = Pick<HostReader, 'file'>

/** The accounts that an image has itself: no directory service can be asked for it. */
export function imageAccounts(files: Files): Pick<HostReader, 'user' | 'group'> {
  return {
    user: async (name) => await accountIn<FoundUser>(files, '/etc/passwd', name, userOf),
    group: async (name) => await accountIn<FoundGroup>(files, '/etc/group', name, groupOf),
  }
}

async function accountIn<T>(
  files: Files,
  path: string,
  name: string,
  read: (fields: readonly string[]) => T,
): Promise<Fact<T>> {
  const found = await files.file(path)
  if (found.state !== 'present') return found
  const lines = found.value.text.split('\n').map((line) => line.split(':'))
  const fields = lines.find(([first]) => first === name)
  return fields ? present(read(fields)) : absent
}
