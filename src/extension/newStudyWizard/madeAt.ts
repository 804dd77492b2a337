/** Where a study was made that another window opens, until that window has shown it: the key of VS Code's store. */
export const madeAt = 'verbatim.studyMadeAt';
