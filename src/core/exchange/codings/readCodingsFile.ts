import type { Problem } from '../../base/problem';
import { err, ok, type Result } from '../../base/result';
import { extensionOf } from '../../base/studyPath';
import { decodeSource } from '../../text/decode';
import { decodeStrictly } from '../../text/encodings';
import { maxSourceBytes } from '../../text/limits';
import { readCodingsCsv } from '../csv/readCodingsCsv';
import { readCodingsJsonl } from '../jsonl/readCodingsJsonl';
import type { GivenRows } from './givenRows';

/**
 * Reads a codings file by its ending (`.jsonl`, or else CSV). UTF-8 is taken exactly, CRs in cells included; another encoding is found
 * out, or named by `encoding`, and told in the notes. Refused with problems where it is no text or unsound.
 */
export function readCodingsFile(
  bytes: Uint8Array,
  name: string,
  encoding?: string,
): Result<GivenRows, readonly Problem[]> {
  const exact = encoding === undefined ? exactUtf8(bytes) : undefined;
  const notes: string[] = [];
  let text = exact;
  if (text === undefined) {
    const decoded = decodeSource(bytes, encoding === undefined ? {} : { encoding });
    if (!decoded.ok) return err([decoded.error]);
    text = decoded.value.text;
    notes.push(...decoded.value.problems.map(({ message, remedy }) => `${message} ${remedy}`));
  }
  const given = extensionOf(name) === '.jsonl' ? readCodingsJsonl(text) : readCodingsCsv(text);
  return given.ok ? ok({ ...given.value, notes: [...notes, ...given.value.notes] }) : given;
}

/** The text of well-formed UTF-8 without its byte order mark; undefined for anything else, and for what `decodeSource` refuses by size. */
function exactUtf8(bytes: Uint8Array): string | undefined {
  return bytes.length > maxSourceBytes || bytes.includes(0) ? undefined : decodeStrictly(bytes, 'utf-8');
}
