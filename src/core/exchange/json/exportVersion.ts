/** The version of the JSON export's contract that this program writes. */
export const exportVersion = 1;
