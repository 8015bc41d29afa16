import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../src/failure.ts'
import { withoutEntitlements } from '../../../src/formats/builder-entitlements.ts'

const path = '/etc/docker/daemon.json'
const all = ['network-host', 'security-insecure', 'device'] as const
const off = { 'network-host': false, 'security-insecure': false, device: false }

describe('withoutEntitlements', () => {
  it.each([
    ['{}', { builder: { entitlements: off } }],
    ['{"debug":true}', { debug: true, builder: { entitlements: off } }],
    ['{"builder": {}}', { builder: { entitlements: off } }],
    [
      '{"builder":{"gc":{"enabled":true}}}',
      { builder: { gc: { enabled: true }, entitlements: off } },
    ],
    ['{"builder":{"entitlements":{}}}', { builder: { entitlements: off } }],
    ['{"builder":{"entitlements":{"device":false}}}', { builder: { entitlements: off } }],
  ])('turns all off in %s, once', (before, after) => {
    const text = withoutEntitlements(before, all, path)
    expect(JSON.parse(text)).toEqual(after)
    expect(withoutEntitlements(text, all, path)).toBe(text)
  })

  it('sets it out as the file does', () => {
    expect(withoutEntitlements('{\n\t"debug": true\n}\n', ['device'], path)).toBe(
      '{\n\t"debug": true,\n\t"builder": { "entitlements": { "device": false } }\n}\n',
    )
  })

  it('says nothing where the policy denies nothing', () => {
    expect(withoutEntitlements('{}', [], path)).toBe('{}')
  })

  it.each([
    ['{"builder":{"entitlements":{"network-host":true}}}', 'daemon-json-entitlement'],
    ['{"builder":{"entitlements":{"device":null}}}', 'daemon-json-entitlement'],
    ['{"builder":{"Entitlements":{}}}', 'daemon-json-builder'],
    ['{"builder":{"entitlements":{},"ENTITLEMENTS":{"device":true}}}', 'daemon-json-builder'],
    ['{"builder":{"entitlements":{"device":false,"device":true}}}', 'daemon-json-builder'],
    ['{"builder":[]}', 'daemon-json-builder'],
    ['{"builder":{"entitlements":true}}', 'daemon-json-builder'],
  ])('refuses %s', (text, code) => {
    const thrown = (() => {
      try {
        return withoutEntitlements(text, all, path)
      } catch (error) {
        return error
      }
    })()
    expect(thrown).toBeInstanceOf(Refusal)
    expect((thrown as Refusal).problems[0]).toMatchObject({ code })
  })
})
