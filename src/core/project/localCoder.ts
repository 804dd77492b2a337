import { isSlug } from '../base/ids';
import { checkShape } from '../base/shape';
import { localFile, localVersion, type LocalFile } from './localFile';

/**
 * Who works on a machine (`StudyHost.machine`), as the text of local.json has it: a choice that was made on it, or one that names no
 * machine where none names any. Null where nobody was chosen, and for a torn file: then the person is asked again.
 */
export function localCoder(text: string | undefined, machine: string): string | null {
  const file = read(text);
  const coders = file?.coders;
  const coder = coders === undefined ? file?.coder : Object.hasOwn(coders, machine) ? coders[machine] : undefined;
  return coder !== undefined && isSlug(coder) ? coder : null;
}

/** The text of local.json after a choice on a machine. What was chosen on others stays; a torn file is made anew. */
export function withLocalCoder(text: string | undefined, machine: string, coder: string): string {
  const { coder: _ofNoMachine, coders, ...rest } = read(text) ?? {};
  return `${JSON.stringify({ ...rest, version: localVersion, coders: { ...coders, [machine]: coder } })}\n`;
}

function read(text: string | undefined): LocalFile | null {
  try {
    const shape = checkShape(localFile, JSON.parse(text ?? ''));
    return shape.ok ? shape.value : null;
  } catch {
    // A torn file loses nothing but the answers to one question.
    return null;
  }
}
