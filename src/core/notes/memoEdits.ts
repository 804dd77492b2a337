import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import { isPlainMap } from '../yaml/sameValue';
import { flowText } from '../yaml/blockText';
import { setValue } from '../yaml/yamlEdit';
import { readYaml } from '../yaml/yamlFile';
import { frontMatterOf } from './frontMatter';
import { memoVersion } from './memoFile';
import type { MemoKind } from './readMemo';

/** What is said at the top of a new memo. */
export interface NewMemo {
  readonly title: string;
  readonly kind: MemoKind;
  /** Path of the transcript that it is about. */
  readonly about: string;
  /** Id of the coder. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The text of a memo in which nothing is written yet. */
export function newMemoText({ title, kind, about, by, at }: NewMemo): string {
  return [
    '---',
    `verbatim-memo: ${memoVersion}`,
    `title: ${flowText(title, 'block')}`,
    `kind: ${kind}`,
    `about: ${flowText([about], 'block')}`,
    `by: ${flowText(by, 'block')}`,
    `at: ${JSON.stringify(at)}`,
    '---',
    '',
    '',
  ].join('\n');
}

/** Gives a transcript another path in what a memo is about; everything else stays. Refused where the memo is not about it, or of a newer version. */
export function renameInMemo(text: string, from: string, to: string): Result<string, string> {
  const found = frontMatterOf(text);
  if (found === null || found === 'open') return err(say('The memo does not say what it is about.'));
  let yaml = text.slice(found.start, found.end);
  const { value } = readYaml(yaml, '');
  if (!isPlainMap(value)) return err(say('What is said at the top of the memo cannot be read.'));
  if (Number(value['verbatim-memo']) > memoVersion) return err(say('The memo was written by a newer Verbatim.'));
  const about: readonly unknown[] = Array.isArray(value['about']) ? value['about'] : [];
  let renamed = false;
  for (const [i, one] of about.entries()) {
    if (typeof one !== 'string' || one.normalize('NFC') !== from.normalize('NFC')) continue;
    const edited = setValue(yaml, ['about', i], to);
    if (!edited.ok) return edited;
    yaml = edited.value;
    renamed = true;
  }
  return renamed
    ? ok(text.slice(0, found.start) + yaml + text.slice(found.end))
    : err(say('The memo is not about “{0}”.', from));
}
