import type { ChalkInstance } from 'chalk'
import { rightsText, type AclEntry } from '../../plan/acl.ts'
import {
  isBuiltin,
  type AclChange,
  type Change,
  type DockerRestart,
  type DockerReturn,
  type ProgramChange,
  type ProgramContent,
  type Removal,
  type UnitChange,
} from '../../plan/change.ts'
import { printable, wrapped } from '../printable.ts'
import { attributesText, fileDiff } from './file-diff.ts'

/** One change as lines for a person; what is to be typed or compared is never wrapped. */
export function changeText(change: Change, paint: ChalkInstance, width: number): string[] {
  switch (change.kind) {
    case 'file':
      return fileDiff(change, paint)
    case 'program':
      return programText(change, paint)
    case 'directory':
      return [
        paint.green(`+ folder ${change.path}  (${attributesText(change.before, change.after)})`),
      ]
    case 'removal':
      return removalText(change, paint)
    case 'package-removal':
      return change.names.map((name) => paint.red(`- package ${name}`))
    case 'account-removal':
      return [paint.red(`- user ${change.user}, with its group and subordinate ids`)]
    case 'package':
      return [paint.green(`+ package ${change.name}`)]
    case 'daemon-reload':
      return [paint.yellow('~ systemctl daemon-reload')]
    case 'unit':
      return [paint.yellow(`~ unit ${change.unit}: ${unitText(change)}`)]
    case 'unit-restart':
      return [paint.yellow(`~ unit ${change.unit}: restart`)]
    case 'acl':
      return aclText(change, paint)
    case 'image-save':
      return [paint.yellow(`~ save ${change.images.length} images to ${printable(change.path)}`)]
    case 'image-load':
      return [paint.yellow(`~ load images from ${printable(change.path)}, and remove it`)]
    case 'docker-restart':
    case 'docker-return':
      return restartText(change, paint, width)
  }
}

function programText({ path, before, after, from }: ProgramChange, paint: ChalkInstance): string[] {
  const source = isBuiltin(from) ? '' : `, copied from ${printable(from)}`
  const head = `${before ? '~' : '+'} program ${path}  (${attributesText(before, after)}${source})`
  const lines = [before ? paint.yellow(head) : paint.green(head)]
  if (before) lines.push(paint.red(`    before  ${digest(before)}`))
  return [...lines, paint.green(`    after   ${digest(after)}`)]
}

function removalText(change: Removal, paint: ChalkInstance): string[] {
  if (change.of === 'file') return fileDiff(change, paint)
  return [paint.red(`- ${change.of} ${change.path}`)]
}

function digest({ size, sha256 }: ProgramContent): string {
  return `sha256 ${sha256.slice(0, 16)}…, ${size} bytes`
}

function unitText({ before, after }: UnitChange): string {
  const parts: string[] = []
  if (after.enabled !== before.enabled) parts.push(after.enabled ? 'enable' : 'disable')
  if (after.active !== before.active) parts.push(after.active ? 'start' : 'stop')
  return parts.join(' and ') || 'enable again, as its file says now'
}

function aclText({ path, before, give, take }: AclChange, paint: ChalkInstance): string[] {
  const now = ({ tag, id }: AclEntry) => {
    if (!before) return '(not known yet)'
    const found = before.find((entry) => entry.tag === tag && entry.id === id)
    return found ? rightsText(found.rights) : 'none'
  }
  const who = ({ tag, id, name }: AclEntry) =>
    name === undefined ? `${tag} ${id}` : `${tag} ${printable(name)} (${id})`
  return [
    ...give.map((entry) =>
      paint.green(`+ ACL ${path}: ${who(entry)}: ${now(entry)} -> ${rightsText(entry.rights)}`),
    ),
    ...take.map((entry) => paint.red(`- ACL ${path}: ${who(entry)}: ${now(entry)} -> none`)),
  ]
}

function restartText(
  { service, effects }: DockerRestart | DockerReturn,
  paint: ChalkInstance,
  width: number,
): string[] {
  return [
    paint.yellow(`~ restart ${service}`),
    ...effects.map((effect) =>
      paint.yellow(wrapped(effect, width, '    ! ').replaceAll(/\n {4}! /g, '\n      ')),
    ),
  ]
}
