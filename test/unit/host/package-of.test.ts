import { expect, it } from 'vitest'
import { findPackageOf } from '../../../src/host/package-of.ts'

it('knows what package a file came with, by dpkg', async () => {
  const found = await findPackageOf('/usr/bin/dpkg-query')
  expect(found).toMatchObject({ state: 'present', value: { name: 'dpkg' } })
  expect(found).toMatchObject({ value: { version: expect.stringMatching(/^\d/) as string } })
})

it('knows when no package has it', async () => {
  expect(await findPackageOf('/nowhere/dockerd')).toEqual({ state: 'absent' })
})
