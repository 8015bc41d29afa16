export const exitCodes = {
  done: 0,
  failed: 1,
  /** Only for those who ask: `--detailed-exitcode`, and status. */
  changesPending: 2,
  refused: 3,
  rolledBack: 4,
} as const
