import { expect, it } from 'vitest'
import { unitSettings } from '../../../src/formats/unit-file.ts'

const unit = `# Docker's own
[Unit]
After=network.target

[Service]
ExecStart=/usr/sbin/dockerd \\
  # not this
  -H fd:// $OPTS
Environment=A=1
; nor this
Environment = B=2 C=3
`

it('reads a unit as systemd does', () => {
  expect(Object.fromEntries(unitSettings([unit]))).toEqual({
    'Unit.After': ['network.target'],
    'Service.ExecStart': ['/usr/sbin/dockerd    -H fd:// $OPTS'],
    'Service.Environment': ['A=1', 'B=2 C=3'],
  })
})

it.each([
  ['adds what a drop-in says', '[Service]\nEnvironment=D=4', ['A=1', 'B=2 C=3', 'D=4']],
  [
    'takes back what stood before an empty value',
    '[Service]\nEnvironment=\nEnvironment=D=4',
    ['D=4'],
  ],
  ['keeps sections apart', '[Unit]\nEnvironment=', ['A=1', 'B=2 C=3']],
])('%s', (_, dropIn, environment) => {
  expect(unitSettings([unit, dropIn]).get('Service.Environment')).toEqual(environment)
})
