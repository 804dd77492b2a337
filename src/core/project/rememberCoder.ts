import { slugOf } from '../base/ids';
import { utf8Text } from '../text/utf8';
import type { StudyHost } from './host';
import { withLocalCoder } from './localCoder';
import { coderText, type Coder } from './readCoder';
import { coderPath, localPath } from './studyFiles';

const encoder = new TextEncoder();

/**
 * Writes who works on this machine: one of the `coders`, or somebody new, who gets a coder.yaml. Returns their id. Throws
 * FileAccessError where the disk refuses.
 */
export async function rememberCoder(
  { files, machine }: StudyHost,
  coders: readonly Coder[],
  choice: { readonly id: string } | { readonly name: string },
): Promise<string> {
  const taken = (slug: string): boolean => coders.some(({ id }) => id === slug);
  const id = 'id' in choice ? choice.id : slugOf(choice.name, 'coder', taken);
  if ('name' in choice) await files.replace(coderPath(id), encoder.encode(coderText(choice.name)));
  await files.exclusively(localPath, async () => {
    const bytes = await files.read(localPath);
    const text = (bytes && utf8Text(bytes)) ?? undefined;
    await files.replace(localPath, encoder.encode(withLocalCoder(text, machine, id)));
  });
  return id;
}
