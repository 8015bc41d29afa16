/** A range of addresses, the first of them as a number. */
interface Subnet {
  family: 4 | 6
  first: bigint
  /** In bits. */
  prefix: number
}

/** `172.16.0.0/12`, `fd00::/8`, or one address; undefined for every other spelling, which Go may read or not. */
export function parseSubnet(text: string): Subnet | undefined {
  const [address = '', length, ...more] = text.split('/')
  const found = parseIPv4(address) ?? parseIPv6(address)
  if (!found || more.length > 0) return undefined
  const bits = found.family === 4 ? 32 : 128
  if (length === undefined) return { ...found, prefix: bits }
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) return undefined
  return { ...found, prefix: Number(length) }
}

/** Whether the whole of one is in the other. */
export function contains(outer: Subnet, inner: Subnet): boolean {
  const shift = BigInt((outer.family === 4 ? 32 : 128) - outer.prefix)
  return (
    outer.family === inner.family &&
    outer.prefix <= inner.prefix &&
    outer.first >> shift === inner.first >> shift
  )
}

type Address = Pick<Subnet, 'family' | 'first'>

function parseIPv4(text: string): Address | undefined {
  const parts = text.split('.')
  const isPlain = (part: string) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256
  if (parts.length !== 4 || !parts.every(isPlain)) return undefined
  return { family: 4, first: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) }
}

/** RFC 4291, section 2.2, without the form that ends in an IPv4 address. */
function parseIPv6(text: string): Address | undefined {
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [head = [], tail, ...more] = halves
  const missing = 8 - head.length - (tail?.length ?? 0)
  if (more.length > 0 || (tail ? missing < 1 : missing !== 0)) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...(tail ?? [])]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return {
    family: 6,
    first: groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n),
  }
}
