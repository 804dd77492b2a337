import { say } from '../base/say';
import { err } from '../base/result';
import { isPlainMap } from '../yaml/sameValue';
import { setValue, type EditedText } from '../yaml/yamlEdit';
import { readYaml } from '../yaml/yamlFile';

/** Gives a transcript another path in cases.yaml; comments and order stay. Refused where the file does not name it, or names the new path already. */
export function renameInCases(text: string, from: string, to: string): EditedText {
  const { value } = readYaml(text, 'cases.yaml');
  const entries: unknown = isPlainMap(value) ? value['transcripts'] : undefined;
  const paths = Array.isArray(entries) ? entries.map((entry: unknown) => pathOf(entry)) : [];
  const index = paths.indexOf(from.normalize('NFC'));
  if (index < 0) return err(say('The cases do not name “{0}”.', from));
  if (paths.includes(to.normalize('NFC')))
    return err(say('The cases name “{0}” already; look which entry is right.', to));
  return setValue(text, ['transcripts', index, 'path'], to);
}

function pathOf(entry: unknown): string | undefined {
  const path = isPlainMap(entry) ? entry['path'] : undefined;
  return typeof path === 'string' ? path.normalize('NFC') : undefined;
}
