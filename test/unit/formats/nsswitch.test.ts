import { expect, it } from 'vitest'
import { nameSources } from '../../../src/formats/nsswitch.ts'

const text = `# passwd: nis
passwd:         files systemd sss
group: files [SUCCESS=merge] winbind # ldap
passwd_compat: nis
`

it.each([
  ['passwd', ['files', 'systemd', 'sss']],
  ['group', ['files', 'winbind']],
  ['shadow', []],
])('%s is asked of the sources that nsswitch.conf names', (database, sources) => {
  expect(nameSources(text, database)).toEqual(sources)
})
