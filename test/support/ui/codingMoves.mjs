/**
 * What a coder does and what is to be found on the disk after it.
 */
import { poll } from './poll.mjs';

/** @typedef {Pick<import('./suite.mjs').Suite, 'w' | 'study'>} Moving a window with a study */

/**
 * Opens the Verbatim container and a transcript, and waits until its segments are there.
 * @param {Moving} suite
 * @param {string} transcript
 */
export async function openTranscript({ w }, transcript) {
  await w.openView('Verbatim');
  await w.treeRow('Process outcomes', 'Codebook');
  await w.openFile(transcript);
  await w.statusBarText(/^(Coding|Editing)$/);
}

/**
 * The file of a coder's segments of a transcript.
 * @param {string} transcript
 * @param {string} [coder]
 */
export function segmentsFile(transcript, coder = 'coder1') {
  return `coding/${coder}/segments/${transcript}.jsonl`;
}

/**
 * Waits for a segment on the disk.
 * @param {Moving} suite
 * @param {string} transcript
 * @param {string} quote the whole of it
 * @param {(row: any) => unknown} [holds] what else is to be so
 * @returns {Promise<any>} the row
 */
export function savedSegment({ study }, transcript, quote, holds = () => true) {
  return poll(`a segment “${quote}” in the file`, async () => {
    const rows = await study.rows(segmentsFile(transcript));
    return rows.find((row) => row.quote === quote && holds(row));
  });
}

/**
 * Waits until no segment has a quote.
 * @param {Moving} suite
 * @param {string} transcript
 * @param {string} quote
 */
export async function noSegment({ study }, transcript, quote) {
  await poll(`no segment “${quote}” in the file`, async () => {
    const rows = await study.rows(segmentsFile(transcript));
    return rows.length > 0 && rows.every((row) => row.quote !== quote);
  });
}

/**
 * Selects words and gives them a code through the picker, by keys alone after the selection.
 * @param {Moving} suite
 * @param {string} words in sight
 * @param {string} typed finds the code as the first row
 */
export async function applyCode({ w }, words, typed) {
  await w.selectText(words);
  await w.page.keyboard.press('c');
  await w.typeInPicker(typed);
  await poll(`a code for “${typed}”`, async () =>
    (await w.pickerRows()).some(({ label, focused }) => focused && label.toLowerCase().includes(typed.toLowerCase())),
  );
  await w.acceptPicker();
  await poll('the picker to close', async () => !(await w.isPickerOpen()));
}

/** @param {any} row @returns {string[]} the ids of its codes */
export function codesOf(row) {
  return row.codings.map((/** @type {{ code: string }} */ { code }) => code);
}
