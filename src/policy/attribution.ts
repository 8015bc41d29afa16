/** Who was connected to Docker. */
export interface Caller {
  /** Of the account that opened the connection. */
  uid: number
  /** As the host's directory services call it, where they answered. */
  user?: string
  /** The program that has the connection: users may call theirs what they like. */
  command?: string
}

/** Whose a denied request was, as far as it can be told: Docker does not tell its plugins. */
export interface Attribution {
  /** Where only theirs can have been the request. */
  caller?: Caller
  /** Where it is not certain: all whom it may have been. */
  candidates?: Caller[]
  /** How many connections there are beside those of which nothing is known, such as one of a container. */
  unseen?: number
}

/** What of a journal line, or of an answer, tells whose a request was, and nothing that is there besides. */
export function attributionIn(found: Record<string, unknown>): Attribution {
  const caller = callerIn(found.caller)
  const { candidates, unseen } = found
  return {
    ...(caller && { caller }),
    ...(Array.isArray(candidates) && {
      candidates: candidates.map(callerIn).filter((one) => one !== undefined),
    }),
    ...(isCount(unseen) && { unseen }),
  }
}

function callerIn(found: unknown): Caller | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const { uid, user, command } = found as Record<string, unknown>
  if (!isCount(uid)) return undefined
  return {
    uid,
    ...(typeof user === 'string' && { user }),
    ...(typeof command === 'string' && { command }),
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
