/** What the exit code of a verb says. */
export const exitCode = {
  /** Done. */
  done: 0,
  /** Done, and something was found that a person should look at. */
  findings: 1,
  /** Wrong use, or something could not be read; nothing was written, or the message says what was (the disk failed in between). */
  refused: 2,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
