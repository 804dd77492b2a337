import { compareCodeUnits } from '../../base/order';
import { frontMatterOf } from '../../notes/frontMatter';
import type { NoteTarget } from '../../notes/notesFile';
import { toLf } from '../../text/lfText';
import { utf8Text } from '../../text/utf8';
import type { ExportPlan } from '../exportPlan';

/** Threads with the comments of the coders that go out, in the order in which they were begun; one without any is left out. */
export function exportedThreads({ study, coders }: ExportPlan): readonly unknown[] {
  const name = (coder: string): string | null => coders.get(coder)?.id ?? null;
  return study.threads.flatMap(({ id, about, notes, state }) => {
    const comments = notes.flatMap(({ coder, row }) => {
      const by = name(coder);
      return by === null ? [] : [{ id: row.id, coder: by, at: row.at, edited: row.edited ?? null, text: row.text }];
    });
    if (comments.length === 0) return [];
    return [{ id, about: targetOf(about, name), resolved: state?.resolved === true, comments }];
  });
}

/** Free memos with their words, sorted by path. The name of a file may hold its coder’s id, so it goes where coders are masked. */
export async function exportedMemos({ study, coders, options }: ExportPlan): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  for (const { file, title, kind, about, by, at } of [...study.memos].sort((a, b) =>
    compareCodeUnits(a.file, b.file),
  )) {
    if (by !== null && (!coders.has(by) || !study.isShown(by))) continue;
    const bytes = await study.host.files.read(file);
    const text = toLf((bytes && utf8Text(bytes)) ?? '');
    const found = frontMatterOf(text);
    const body = found === null || found === 'open' ? text : text.slice(found.body);
    records.push({
      file: options.maskCoders ? null : file,
      ...{ title, kind, about },
      coder: by === null ? null : (coders.get(by)?.id ?? null),
      at,
      text: body.trim(),
    });
    await study.host.pause?.();
  }
  return records;
}

/** What a thread is about, without keys that this program does not know. */
function targetOf(about: NoteTarget, name: (coder: string) => string | null): unknown {
  switch (about.kind) {
    case 'segment':
      return { kind: about.kind, coder: name(about.coder), id: about.id };
    case 'transcript':
      return { kind: about.kind, path: about.path };
    case 'study':
      return { kind: about.kind };
    default:
      return { kind: about.kind, id: about.id };
  }
}
