/** The largest source that is read, in bytes: from here on VS Code itself gives up on opening a file as text. */
export const maxSourceBytes = 50 * 1024 * 1024;

/** The column, in UTF-16 units, after which VS Code stops drawing a line. */
export const maxDrawnColumn = 10_000;

/** The longest pattern, in UTF-16 units, that a person or a file may bring. */
export const maxPatternLength = 1_000;
