/**
 * What a VSIX, which is a ZIP file, holds.
 */
import { readFile } from 'node:fs/promises';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;

/**
 * The names of the files in it, in the order of its directory.
 * @param {string} file
 * @returns {Promise<string[]>}
 * @throws {Error} where it is no ZIP file
 */
export async function vsixEntries(file) {
  const bytes = await readFile(file);
  let at = bytes.length - END_LENGTH;
  // A comment may stand behind the record.
  while (at >= 0 && bytes.readUInt32LE(at) !== END_OF_DIRECTORY) at--;
  if (at < 0) throw new Error(`${file} is no VSIX.`);
  const count = bytes.readUInt16LE(at + 10);
  let entry = bytes.readUInt32LE(at + 16);
  const names = [];
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(entry) !== DIRECTORY_ENTRY) throw new Error(`${file} is a broken VSIX.`);
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(entry + field));
    names.push(bytes.toString('utf8', entry + 46, entry + 46 + (name ?? 0)));
    entry += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}
