import { notCanonical, quoted } from './denial.ts'
import { readJsonString } from './json-string.ts'

/** Objects are maps, so that no key (`__proto__`) means anything to JavaScript. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject
export type JsonObject = ReadonlyMap<string, JsonValue>

/** Docker's own bodies nest less than ten deep. */
const maxDepth = 64
/** A value takes up to 200 bytes here: bounds what a body of "[{},{},…" can make of itself. */
const maxValues = 50_000

const scalar = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const whiteSpace = ' \n\r\t'

interface OpenArray {
  items: JsonValue[]
}
interface OpenObject {
  members: Map<string, JsonValue>
  key: string
}

/**
 * Reads exactly one JSON value, by RFC 8259 to the letter, without recursion.
 * @throws Denial at what Go and JavaScript may read differently: a key that is given twice (Go
 *   merges both into one struct), half a surrogate pair, anything after the value.
 */
export function readJson(text: string): JsonValue {
  return new JsonReader(text).read()
}

class JsonReader {
  private at = 0
  private count = 0
  private readonly open: (OpenArray | OpenObject)[] = []

  constructor(private readonly text: string) {}

  read(): JsonValue {
    for (;;) {
      let value = this.readValue()
      while (value !== undefined) {
        const holder = this.open.at(-1)
        if (!holder) return this.atEnd(value)
        value = this.addTo(holder, value)
      }
    }
  }

  /** A value that is complete, or undefined when an array or object was opened. */
  private readValue(): JsonValue | undefined {
    if (++this.count > maxValues) throw notCanonical('the JSON body holds too many values.')
    const first = this.next()
    if (first === '{') return this.openObject()
    if (first === '[') return this.openArray()
    return first === '"' ? this.readString() : this.readScalar()
  }

  private openObject(): JsonValue | undefined {
    const members = new Map<string, JsonValue>()
    this.enter()
    if (this.take('}')) return members
    this.open.push({ members, key: this.readKey(members) })
    return undefined
  }

  private openArray(): JsonValue | undefined {
    const items: JsonValue[] = []
    this.enter()
    if (this.take(']')) return items
    this.open.push({ items })
    return undefined
  }

  private enter(): void {
    if (this.open.length >= maxDepth) throw notCanonical('the JSON body is nested too deeply.')
    this.at++
  }

  /** The holder itself once it is complete, else undefined. */
  private addTo(holder: OpenArray | OpenObject, value: JsonValue): JsonValue | undefined {
    if ('items' in holder) {
      holder.items.push(value)
      if (this.take(',')) return undefined
      this.expect(']')
      this.open.pop()
      return holder.items
    }
    holder.members.set(holder.key, value)
    if (this.take(',')) {
      holder.key = this.readKey(holder.members)
      return undefined
    }
    this.expect('}')
    this.open.pop()
    return holder.members
  }

  private readKey(members: ReadonlyMap<string, JsonValue>): string {
    if (this.next() !== '"') throw this.unexpected()
    const key = this.readString()
    if (members.has(key)) throw notCanonical(`the key ${quoted(key)} is given twice.`)
    this.expect(':')
    return key
  }

  private readString(): string {
    const { value, end } = readJsonString(this.text, this.at)
    this.at = end
    return value
  }

  private readScalar(): JsonValue {
    scalar.lastIndex = this.at
    const found = scalar.exec(this.text)?.[0]
    if (found === undefined) throw this.unexpected()
    this.at += found.length
    if (found === 'null') return null
    return found === 'true' || found === 'false' ? found === 'true' : Number(found)
  }

  private atEnd(value: JsonValue): JsonValue {
    if (this.next() !== undefined) throw notCanonical('the body must hold one JSON value only.')
    return value
  }

  private take(mark: string): boolean {
    if (this.next() !== mark) return false
    this.at++
    return true
  }

  private expect(mark: string): void {
    if (!this.take(mark)) throw this.unexpected()
  }

  /** The next character that is not white space, not yet taken. */
  private next(): string | undefined {
    for (;;) {
      const mark = this.text[this.at]
      if (mark === undefined || !whiteSpace.includes(mark)) return mark
      this.at++
    }
  }

  private unexpected() {
    return notCanonical(`the body is not valid JSON at character ${this.at + 1}.`)
  }
}
