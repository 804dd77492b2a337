import * as vscode from 'vscode';
import type { Code, Codebook } from '../../core/codebook/codebook';
import type { SplitRest } from '../../core/codebook/splitCode';
import type { SplitWish } from '../../core/project/splitInTurn';
import type { Deps } from '../deps';
import { keyedPick, type KeyedChoice } from '../keyedPick';
import { saveFirst } from '../review/saveFirst';
import { showError, showInformation, showStatus } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { codeNamed } from './codeName';
import { codeNodesOf } from './codeNode';
import { pickCodes } from './codePicker';
import { newCodeIds } from './createCode';
import { mayEditCodebook, studyOf } from './editCodebook';
import { nameMessage } from './nameMessage';
import { decideShares, mySegments, type Shares } from './splitShares';

type Part = SplitWish['parts'][number];

/** So many codes can be chosen by a key each. */
const mostParts = 9;

/**
 * Split Code…: asks for the codes that it is split into, what becomes of itself, and to which of them each of my segments goes. What that
 * comes to is shown before it is done, as one step that undo takes back. Segments that wait, and those of colleagues, are in each coder's
 * own queue of codings to recheck.
 */
export async function splitCode(deps: Deps, argument: unknown): Promise<void> {
  const [row] = codeNodesOf(argument, undefined);
  const open = row ? studyOf(deps, row) : deps.studies.current;
  if (!open) return;
  const id = row?.code ?? (await askWhich(deps, open));
  const code = id === undefined ? undefined : open.study.codes.byId(id);
  const codebook = code && open.study.codes.codebookOf(code);
  if (!code || !codebook || !(await mayEditCodebook(open, codebook))) return;
  const parts = await askParts(open, codebook, code);
  if (!parts) return;
  const rest = await askRest(code);
  if (!rest) return;
  const segments = await mySegments(open, code);
  if (!segments) return;
  const split: Split = { open, codebook, code, parts, rest };
  const shares = await decideUntilSure(split, segments);
  if (shares) await doIt(split, shares);
}

interface Split {
  readonly open: OpenStudy;
  readonly codebook: Codebook;
  readonly code: Code;
  readonly parts: readonly Part[];
  readonly rest: SplitRest;
}

async function askWhich(deps: Deps, open: OpenStudy): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const picked = await pickCodes(deps, open, {
    title: t('Split Which Code?'),
    placeholder: t('Type a part of its name'),
    several: false,
    create: false,
  });
  return picked?.codes[0];
}

/** Names, one after the other, until an empty one. A name that a code of the codebook has means that code. */
async function askParts(open: OpenStudy, codebook: Codebook, code: Code): Promise<readonly Part[] | undefined> {
  const { t } = vscode.l10n;
  const names: string[] = [];
  while (names.length < mostParts) {
    const name = await vscode.window.showInputBox({
      title: t('Split “{0}”: Code {1}', code.name, names.length + 1),
      prompt:
        names.length === 0
          ? t('Name of the first code that its segments go to')
          : t('So far: {0}. Name of the next one; Enter without a name goes on.', names.join(', ')),
      ignoreFocusOut: true,
      validateInput: (value) => partMessage(value, names, codebook, code),
    });
    if (name === undefined) return undefined;
    if (name.trim() === '') break;
    names.push(name.trim());
  }
  const known = names.map((name) => codeNamed(name, partsPossible(codebook, code)));
  const ids = newCodeIds(
    open,
    names.filter((_, i) => known[i] === undefined),
  ).values();
  return names.map((name, i) => {
    const there = known[i];
    return there ? { id: there.id, name: null, shown: there.name } : { id: ids.next().value ?? '', name, shown: name };
  });
}

function partsPossible({ codes }: Codebook, { id }: Code): readonly Code[] {
  return codes.filter((one) => one.id !== id && one.codable && !one.retired);
}

function partMessage(
  value: string,
  names: readonly string[],
  codebook: Codebook,
  code: Code,
): vscode.InputBoxValidationMessage | undefined {
  const { t } = vscode.l10n;
  const { Error: error, Info: info } = vscode.InputBoxValidationSeverity;
  const name = value.trim();
  if (name === '') return names.length > 0 ? undefined : { message: t('A code needs a name.'), severity: error };
  if (codeNamed(name, [code])) return { message: t('That is the code which is split.'), severity: error };
  if (names.some((one) => one.toLowerCase() === name.toLowerCase()))
    return { message: t('This name was given already.'), severity: error };
  const there = codeNamed(name, partsPossible(codebook, code));
  if (there) return { message: t('“{0}” is there: its segments go to it.', there.path.join(' › ')), severity: info };
  return nameMessage(value, { codebook, parent: code.parent });
}

async function askRest({ name }: Code): Promise<SplitRest | undefined> {
  const { t } = vscode.l10n;
  const choices: KeyedChoice<SplitRest>[] = [
    {
      answer: 'beside',
      label: t('It stays beside them'),
      detail: t('For what fits none of them. New codes come right behind it.'),
    },
    {
      answer: 'above',
      label: t('It becomes their category'),
      detail: t('New codes come under it. It can go on being given.'),
    },
    {
      answer: 'retired',
      label: t('It is retired'),
      detail: t('It is not offered any more. Codings that wait to be decided stay readable.'),
    },
  ];
  return keyedPick(choices, t('What Becomes of “{0}”?', name), '');
}

/** Asks, shows what it comes to, and goes on asking for as long as the person wants to. Undefined where nothing shall be done. */
async function decideUntilSure(split: Split, segments: Shares['segments']): Promise<Shares | undefined> {
  const { t } = vscode.l10n;
  const { open, code, parts, rest } = split;
  let shares: Shares = { segments, chosen: new Map() };
  if (segments.length > 0) shares = await decideShares(open, code, parts, rest, shares);
  for (;;) {
    const answer = await askSure(split, shares);
    if (answer === 'split') return shares;
    if (answer === undefined) {
      // What was decided is not thrown away by a key that was pressed once too often.
      if (shares.chosen.size === 0) return undefined;
      const back = await showInformation(t('“{0}” was not split.', code.name), t('Go Back to It'));
      if (back === undefined) return undefined;
      continue;
    }
    shares = await decideShares(open, code, parts, rest, shares);
  }
}

async function askSure(
  { open, code, parts, rest }: Split,
  { segments, chosen }: Shares,
): Promise<'split' | 'on' | undefined> {
  const { t } = vscode.l10n;
  const counted = (count: number): string => (count === 1 ? t('1 segment') : t('{0} segments', count));
  const given = (id: string): number => [...chosen.values()].filter((codes) => codes.includes(id)).length;
  const waiting = segments.length - chosen.size;
  const { index, codes } = open.study;
  const ids = [code.id, ...index.usedCodes().filter((id) => id !== code.id && codes.resolve(id)?.id === code.id)];
  const theirs = index.segmentsWith(ids) - segments.length;
  const notes = [
    ...(waiting > 0 ? [t('Yours that wait to be decided: {0}', waiting)] : []),
    ...(theirs > 0 ? [t('Colleagues’, which wait for each of them: {0}', theirs)] : []),
    ...(rest === 'retired' ? [t('“{0}” is retired.', code.name)] : []),
  ];
  const choices: KeyedChoice<'split' | 'on'>[] = [
    {
      answer: 'split',
      label: t('Split “{0}”', code.name),
      detail: [t('One undo takes this back.'), ...notes].join(' '),
      icon: 'repo-forked',
    },
    ...(segments.length > 0
      ? [{ answer: 'on' as const, label: t('Go on deciding'), detail: t('One by one, or from a list'), icon: 'edit' }]
      : []),
    ...parts.map(({ id, name, shown }) => ({
      answer: 'split' as const,
      label: shown,
      description: name === null ? counted(given(id)) : t('new · {0}', counted(given(id))),
    })),
    ...(rest === 'retired'
      ? []
      : [{ answer: 'split' as const, label: code.name, description: counted(given(code.id)) }]),
  ];
  return keyedPick(choices, t('Split Code: What It Comes To'), t('Enter splits'));
}

async function doIt({ open, codebook, code, parts, rest }: Split, { segments, chosen }: Shares): Promise<void> {
  const { t } = vscode.l10n;
  const byPath = new Map<SplitWish['codebook'], Map<string, readonly string[]>>();
  for (const { key, path, row } of segments) {
    const codes = chosen.get(key);
    if (codes === undefined) continue;
    const there = byPath.get(path) ?? new Map<string, readonly string[]>();
    byPath.set(path, there.set(row.id, codes));
  }
  for (const path of byPath.keys()) await saveFirst(open, path);
  const done = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Splitting “{0}”', code.name), cancellable: true },
    async (_progress, token) =>
      open.session.splitCode({ codebook: codebook.file, code, parts, rest, chosen: byPath }, token),
  );
  if (!done.ok) {
    void showError(done.error);
    return;
  }
  showStatus(t('Split “{0}” into {1}', code.name, parts.map(({ shown }) => shown).join(', ')));
  if (done.value.notes.length > 0) void showInformation(done.value.notes.join(' '));
}
