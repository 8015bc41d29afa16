import fc from 'fast-check'
import { execBody, networkBody, volumeBody } from './bodies.ts'
import { createBody, startBody, updateBody } from './settings.ts'
import type { Parameters } from './targets.ts'

export interface Route {
  /** Separated by spaces. */
  methods: string
  /** In which `NAME` stands for a container's. */
  path: string
  parameters?: Parameters
  body?: fc.Arbitrary<string>
  /** How often, among all. */
  weight?: number
}

const names = { name: ['x', 'copied', '/copied', 'y'] }
const addresses = ['', '-', 'http://a/b', 'git@a:b', 'client-session', 'upload-request']

/** Of each sort of route in the API that can do harm, one or more. */
export const routes: Route[] = [
  { methods: 'POST', path: '/containers/create', parameters: names, body: createBody, weight: 24 },
  {
    methods: 'POST',
    path: '/containers/NAME/start',
    parameters: { checkpoint: ['', 'x'], 'checkpoint-dir': ['', '/x'] },
    body: fc.oneof(fc.constant(''), startBody),
    weight: 4,
  },
  { methods: 'POST', path: '/containers/NAME/exec', body: execBody, weight: 3 },
  { methods: 'POST', path: '/containers/NAME/update', body: updateBody, weight: 4 },
  { methods: 'POST', path: '/containers/NAME/rename', parameters: names, weight: 4 },
  {
    methods: 'GET PUT HEAD',
    path: '/containers/NAME/archive',
    parameters: { path: ['/', '/x'] },
    weight: 4,
  },
  { methods: 'POST', path: '/containers/NAME/copy', body: fc.constant('{"Resource":"/"}') },
  { methods: 'POST', path: '/containers/NAME/checkpoints', body: fc.constant('{}') },
  { methods: 'DELETE', path: '/containers/x/checkpoints/y' },
  { methods: 'POST', path: '/containers/NAME/restart' },
  { methods: 'POST', path: '/containers/NAME/unpause' },
  { methods: 'POST', path: '/containers/NAME/attach' },
  { methods: 'GET', path: '/containers/NAME/attach/ws' },
  { methods: 'GET', path: '/containers/NAME/export' },
  {
    methods: 'POST',
    path: '/commit',
    parameters: { container: ['x', 'outside', '/outside', 'bad0'] },
    body: createBody,
    weight: 2,
  },
  { methods: 'POST', path: '/volumes/create', body: volumeBody, weight: 6 },
  { methods: 'POST', path: '/networks/create', body: networkBody, weight: 6 },
  {
    methods: 'POST',
    path: '/build',
    parameters: {
      remote: addresses,
      networkmode: ['host', 'container:outside', 'container:x', 'default', 'HOST'],
      cgroupparent: ['', '/x'],
      t: ['x'],
    },
    weight: 4,
  },
  {
    methods: 'POST',
    path: '/images/create',
    parameters: { fromSrc: addresses, fromImage: ['', 'x'] },
    weight: 3,
  },
  { methods: 'GET', path: '/swarm' },
  { methods: 'GET', path: '/swarm/unlockkey' },
  { methods: 'POST', path: '/swarm/init', body: fc.constant('{}') },
  { methods: 'POST', path: '/swarm/leave', parameters: { force: ['1'] } },
  {
    methods: 'POST',
    path: '/plugins/pull',
    parameters: { remote: ['x'] },
    body: fc.constant('[]'),
  },
  { methods: 'POST', path: '/plugins/x/y/enable', parameters: { timeout: ['0'] } },
  { methods: 'DELETE', path: '/plugins/x', parameters: { force: ['1'] } },
]
