/** Where text goes. */
export interface Output {
  write(text: string): void
  isTerminal: boolean
  /** In columns. */
  width: number
}
