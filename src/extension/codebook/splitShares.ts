import * as vscode from 'vscode';
import { CancelledError, throwIfCancelled } from '../../core/base/cancellation';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import type { Code } from '../../core/codebook/codebook';
import type { SplitRest } from '../../core/codebook/splitCode';
import type { SegmentRow } from '../../core/coding/segmentsFile';
import { firstWords } from '../../core/text/shortened';
import type { Span } from '../../core/text/span';
import { keyedPick, type KeyedChoice } from '../keyedPick';
import { revealPlace } from '../review/revealPlace';
import type { OpenStudy } from '../study/openStudy';

/** A segment of mine that has the code which is split. */
export interface SplitSegment {
  /** Names it in the study. */
  readonly key: string;
  readonly path: StudyPath;
  readonly row: SegmentRow;
  /** Null where it has no place. */
  readonly span: Span | null;
}

/** My segments, and the ids of the codes that were chosen for each; those of which nothing was decided are not in `chosen`. */
export interface Shares {
  readonly segments: readonly SplitSegment[];
  readonly chosen: ReadonlyMap<string, readonly string[]>;
}

/** A code that segments can go to, as the person reads it. */
interface Target {
  readonly id: string;
  readonly shown: string;
}

/** What a person decides of one segment: the codes, or how to go on. */
type Decision = readonly string[] | 'several' | 'list' | 'later' | 'back';

/** Longest beginnings of quotes, in UTF-16 units. */
const longest = 120;

/** My segments of a code, in the order of the transcripts; read one after the other. Undefined where the person cancelled. */
export async function mySegments({ study }: OpenStudy, code: Code): Promise<readonly SplitSegment[] | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Looking for your segments of “{0}”', code.name),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const found: SplitSegment[] = [];
    try {
      for (const { path } of study.transcripts) {
        throwIfCancelled(token);
        if (study.index.segmentCount(path) === 0) continue;
        const mine = (await study.inPassing(path))?.byCoder.get(study.me ?? '')?.list ?? [];
        for (const { row, placement } of mine) {
          if (row.codings.some((coding) => study.codes.resolve(coding.code)?.id === code.id))
            found.push({ key: `${path}\0${row.id}`, path, row, span: placement.span });
        }
        await study.host.pause?.();
      }
    } catch (error) {
      if (error instanceof CancelledError) return undefined;
      throw error;
    }
    return found;
  });
}

/**
 * Asks of each segment that is not decided yet where it goes: a key for each code, several at once, or all that are left from a list. Gives
 * what was decided, also where the person left before the last.
 */
export async function decideShares(
  open: OpenStudy,
  code: Code,
  parts: readonly Target[],
  rest: SplitRest,
  { segments, chosen }: Shares,
): Promise<Shares> {
  const decided = new Map(chosen);
  // Who comes back after the last one looks at all of them again.
  if (segments.every(({ key }) => decided.has(key))) decided.clear();
  const targets: readonly Target[] = rest === 'retired' ? parts : [...parts, { id: code.id, shown: code.name }];
  const passed: string[] = [];
  const left = (): readonly SplitSegment[] => segments.filter(({ key }) => !decided.has(key) && !passed.includes(key));
  const result = (): Shares => ({ segments, chosen: decided });
  const asked: string[] = [];
  for (let next = left()[0]; next !== undefined; next = left()[0]) {
    const { key, path, row, span } = next;
    if (span !== null) await revealPlace(open, path, span);
    const decision = await askOne(
      code,
      parts,
      rest,
      row.quote,
      segments.indexOf(next) + 1,
      segments.length,
      asked.length > 0,
    );
    if (decision === undefined) return result();
    if (decision === 'later') passed.push(key);
    else if (decision === 'back') {
      const before = asked.pop();
      if (before !== undefined) {
        decided.delete(before);
        if (passed.includes(before)) passed.splice(passed.indexOf(before), 1);
      }
      continue;
    } else if (decision === 'list') {
      await decideFromLists(targets, left(), decided);
      continue;
    } else {
      const ids = decision === 'several' ? await askSeveral(targets, row.quote) : decision;
      if (ids === undefined || ids.length === 0) continue;
      decided.set(key, ids);
    }
    asked.push(key);
  }
  return result();
}

async function askOne(
  code: Code,
  parts: readonly Target[],
  rest: SplitRest,
  quote: string,
  number: number,
  count: number,
  mayGoBack: boolean,
): Promise<Decision | undefined> {
  const { t } = vscode.l10n;
  const choices: KeyedChoice<Decision>[] = [
    ...parts.map(({ id, shown }, i) => ({ answer: [id], key: String(i + 1), label: shown })),
    ...(rest === 'retired' ? [] : [{ answer: [code.id], key: '0', label: t('It stays with “{0}”', code.name) }]),
    { answer: 'several', key: '+', label: t('Several of them…') },
    { answer: 'list', key: '*', label: t('Choose all that are left from a list…') },
    { answer: 'later', key: '?', label: t('Decide later') },
    ...(mayGoBack ? [{ answer: 'back' as const, key: '<', label: t('Back to the one before') }] : []),
  ];
  return keyedPick(
    choices,
    t('Split “{0}” ({1} of {2})', code.name, number, count),
    t('Coded: “{0}”', firstWords(quote, longest)),
  );
}

async function askSeveral(targets: readonly Target[], quote: string): Promise<readonly string[] | undefined> {
  const picked = await vscode.window.showQuickPick(
    targets.map(({ id, shown }) => ({ label: shown, id })),
    {
      title: vscode.l10n.t('Which of Them?'),
      placeHolder: vscode.l10n.t('Coded: “{0}”', firstWords(quote, longest)),
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  return picked?.map(({ id }) => id);
}

/** For each code in turn, the segments that go to it are ticked in a list of those that are left. */
async function decideFromLists(
  targets: readonly Target[],
  segments: readonly SplitSegment[],
  decided: Map<string, readonly string[]>,
): Promise<void> {
  const { t } = vscode.l10n;
  for (const [i, { id, shown }] of targets.entries()) {
    const left = segments.filter(({ key }) => !decided.has(key));
    if (left.length === 0) return;
    const picked = await vscode.window.showQuickPick(
      left.map(({ key, path, row }) => ({ label: firstWords(row.quote, longest), description: baseName(path), key })),
      {
        title: t('Which Ones Go to “{0}”? ({1} of {2})', shown, i + 1, targets.length),
        placeHolder: t('Tick them; the box in the head ticks all. Enter goes on to the next code.'),
        canPickMany: true,
        ignoreFocusOut: true,
        matchOnDescription: true,
      },
    );
    if (picked === undefined) return;
    for (const { key } of picked) decided.set(key, [id]);
  }
}
