/** Bytes that requests may hold at the same time; whoever finds none left waits in line. */
export class Budget {
  private readonly waiting = new Set<{ bytes: number; start: () => void }>()

  constructor(private left: number) {}

  /**
   * Starts when the bytes are there, which may be at once.
   * @returns gives them back, or leaves the line; to be called once
   */
  take(bytes: number, start: () => void): () => void {
    const share = { bytes, start }
    this.waiting.add(share)
    this.serve()
    return () => {
      if (!this.waiting.delete(share)) this.left += bytes
      this.serve()
    }
  }

  private serve(): void {
    for (const share of this.waiting) {
      if (share.bytes > this.left) return
      this.waiting.delete(share)
      this.left -= share.bytes
      share.start()
    }
  }
}
