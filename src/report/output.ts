/** Where text goes. */
export interface Output {
  write: (text: string) => void
  /** Whether somebody watches it, on a terminal where a line can be written over. */
  isTerminal: boolean
  /** In columns. */
  width: number
}
