/** Where the sample study was copied to last, until the window that opens there has shown it: the key of VS Code's store. */
export const copiedTo = 'verbatim.sampleCopiedTo';
