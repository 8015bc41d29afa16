/** Bytes that requests may hold at the same time; whoever finds none left waits in line. */
export class Budget {
  private readonly waiting: { bytes: number; start: () => void }[] = []

  constructor(private left: number) {}

  /** Resolves when the bytes are there; give them back by the returned function, once. */
  async take(bytes: number): Promise<() => void> {
    await new Promise<void>((start) => {
      this.waiting.push({ bytes, start })
      this.serve()
    })
    return () => {
      this.left += bytes
      this.serve()
    }
  }

  private serve(): void {
    for (let first = this.waiting[0]; first && first.bytes <= this.left; first = this.waiting[0]) {
      this.waiting.shift()
      this.left -= first.bytes
      first.start()
    }
  }
}
