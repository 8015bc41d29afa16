import { expect, it } from 'vitest'
import { asksForCertificates, tcpHosts } from '../../../src/formats/tcp-hosts.ts'

it.each([
  [['-H', 'fd://'], {}, []],
  [['-H', 'unix:///run/docker.sock', '--host=tcp://0.0.0.0:2375'], {}, ['tcp://0.0.0.0:2375']],
  [['-H=127.0.0.1:2375'], {}, ['127.0.0.1:2375']],
  [[], { hosts: ['fd://', 'tcp://[::1]:2375'] }, ['tcp://[::1]:2375']],
  [[], { hosts: 'tcp://x' }, []],
])('%j with %j listens on %j', (flags, settings, hosts) => {
  expect(tcpHosts({ flags, settings })).toEqual(hosts)
})

it.each([
  [[], {}, false],
  [['--tls'], {}, true],
  [['--tlsverify'], {}, true],
  [['--tlsverify=true'], {}, true],
  [['--tlsverify=0'], {}, false],
  [['--tls', '--tlsverify=false'], {}, false],
  [['--tlscacert=/ca.pem'], {}, false],
  [[], { tls: true }, true],
  [[], { tlsverify: true }, true],
  [[], { tls: true, tlsverify: false }, false],
  [[], { tls: false, tlsverify: true }, true],
  [[], { tlsverify: 'true' }, false],
])('%j with %j asks for certificates: %s', (flags, settings, expected) => {
  expect(asksForCertificates({ flags, settings })).toBe(expected)
})
