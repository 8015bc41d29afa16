import * as z from 'zod'

/** What a single value may be: where a test holds, the value is refused in these words. */
interface Fault {
  found: RegExp
  says: string
}

const controlCharacter: Fault = {
  found: /[\p{Cc}\p{Zl}\p{Zp}]/u,
  says: 'holds a line break or another control character',
}

/** `domain users`, `DOM\domain users`, `grp@dom.example`, `müller`, `host$`: names as directory services give them. */
const nameFaults: Fault[] = [
  { found: /^\s*$/, says: 'must not be empty' },
  controlCharacter,
  // passwd(5), group(5): a colon ends the field, a comma separates members.
  { found: /[:,]/, says: 'holds a colon or a comma, which no name can' },
  { found: /\ufffd/, says: 'holds a character that is not UTF-8: save the file as UTF-8' },
  // getent(1) reads what strtoul(3) takes as a whole, sign and blanks included.
  { found: /^\s*[+-]?\d+$/, says: 'is a number: write the name, for a number is read as an id' },
]

const remapFaults: Fault[] = [
  { found: /^\s*$|^:|:$|:.*:/, says: 'must be default, or user[:group]' },
  controlCharacter,
  { found: /[,\ufffd]/, says: 'must be default, or user[:group]' },
  { found: /(^|:)[+-]?\d+(:|$)/, says: 'must have names, for a number is read as an id' },
  // moby daemon_unix.go, setupRemappedRoot: "root cannot be remapped with itself".
  { found: /^root(:|$)/, says: 'must not be root, which turns the remap off' },
  { found: /^default:/, says: 'must be default alone, or user[:group]' },
]

const pathFaults: Fault[] = [
  { found: /^[^/]|^$/, says: 'must be an absolute path' },
  {
    found: /\/\.{0,2}(\/|$)/,
    says: 'must be a plain path to a file, without empty parts, . or ..',
  },
  controlCharacter,
]

const unitPattern = /^[A-Za-z0-9_][A-Za-z0-9:_.@-]*\.service$/
const sha256Pattern = /^[0-9A-Fa-f]{64}$/

function text(faults: readonly Fault[]) {
  return z.string().superRefine((value, context) => {
    const fault = faults.find(({ found }) => found.test(value))
    if (fault) context.addIssue({ code: 'custom', message: fault.says })
  })
}

export const accountName = text(nameFaults)
export const remapAccount = text(remapFaults)
export const absolutePath = text(pathFaults).meta({ pattern: '^/' })

/** systemd.unit(5): the characters of a unit name, without the escapes that no Docker unit has. */
export const serviceName = z
  .string()
  .regex(unitPattern, 'must be the name of a unit that ends in .service')

export const sha256 = z
  .string()
  .regex(sha256Pattern, 'must be 64 hexadecimal digits, as sha256sum prints them')
  .toLowerCase()
