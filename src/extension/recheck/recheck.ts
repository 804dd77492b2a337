import * as vscode from 'vscode';
import { CancelledError, throwIfCancelled, type CancellationToken } from '../../core/base/cancellation';
import type { StudyPath } from '../../core/base/studyPath';
import type { Code } from '../../core/codebook/codebook';
import { splitCodings } from '../../core/coding/splitCodings';
import { confirmCodings, isStale, staleCodings, type StaleCoding } from '../../core/coding/staleCodings';
import { mayWrite, tell } from '../ask';
import { codeNodesOf } from '../codebook/codeNode';
import type { SegmentRef } from '../coding/segmentRef';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { revealPlace } from '../review/revealPlace';
import { saveFirst } from '../review/saveFirst';
import { showError, showInformation, showStatus } from '../say';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudy';
import { askRecheck } from './askRecheck';
import { compareWordings } from './compareWordings';

/** A coding of mine that waits, and where. */
interface Waiting extends StaleCoding {
  readonly path: StudyPath;
}

/**
 * Goes through codings of mine that were made before the definition or rules of their code changed: of the code whose row was meant, else
 * of one that the person chooses. Shows each at its place and asks whether the code still fits.
 */
export async function recheck(deps: Deps, argument: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const [node] = codeNodesOf(argument, undefined);
  const open = node ? deps.studies.all.find(({ root }) => root.toString() === node.root) : deps.studies.current;
  if (!open || !(await mayWrite()) || !(await ensureCoder(open))) return;
  const found = await look(open, node?.code ?? null);
  if (found === undefined) return;
  const [first] = found.keys();
  if (first === undefined) {
    const name = node ? open.study.codes.byId(node.code)?.name : undefined;
    void showInformation(
      name === undefined
        ? t('Nothing to recheck: no definition or rule changed since you coded with it, and no code was split.')
        : t(
            'Nothing to recheck: you coded nothing as “{0}” before its definition or rules changed, or it was split.',
            name,
          ),
    );
    return;
  }
  const code = found.size === 1 ? first : await askCode(open, found);
  const entry = code === undefined ? undefined : open.study.codes.byId(code);
  if (entry && (await goThrough(open, entry, found.get(entry.id) ?? []))) {
    showStatus(t('That was the last coding of “{0}” to recheck.', entry.name));
  }
}

/** What waits, by code, in the order of the codebooks; read transcript by transcript. Undefined where the person cancelled. */
async function look(
  open: OpenStudy,
  code: string | null,
): Promise<ReadonlyMap<string, readonly Waiting[]> | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking for codings to recheck'),
      cancellable: true,
    },
    async (_progress, token) => {
      try {
        return await waiting(open, code, token);
      } catch (error) {
        if (error instanceof CancelledError) return undefined;
        throw error;
      }
    },
  );
}

async function waiting(
  { study }: OpenStudy,
  code: string | null,
  token: CancellationToken,
): Promise<ReadonlyMap<string, readonly Waiting[]>> {
  const byCode = new Map<string, Waiting[]>();
  for (const { path } of study.transcripts) {
    throwIfCancelled(token);
    if (study.index.segmentCount(path) === 0) continue;
    const mine = (await study.inPassing(path))?.byCoder.get(study.me ?? '');
    for (const one of mine ? staleCodings(mine, study.codes, code) : []) {
      const id = study.codes.resolve(one.coding.code)?.id ?? one.coding.code;
      const list = byCode.get(id) ?? [];
      byCode.set(id, list);
      list.push({ ...one, path });
    }
    await study.host.pause?.();
  }
  const ordered = study.codes.all.flatMap(({ id }) => {
    const list = byCode.get(id);
    return list ? [[id, list] as const] : [];
  });
  return new Map(ordered);
}

async function askCode(
  { study }: OpenStudy,
  found: ReadonlyMap<string, readonly Waiting[]>,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const rows = [...found].map(([id, list]) => {
    const count = list.length === 1 ? t('1 coding') : t('{0} codings', list.length);
    const path = study.codes.byId(id)?.path ?? [id];
    return { label: path.at(-1) ?? id, description: [count, ...path.slice(0, -1)].join(' · '), id };
  });
  const choice = await vscode.window.showQuickPick(rows, {
    title: t('Recheck Which Code?'),
    placeHolder: t('Their definition or rules changed, or they were split, since you coded with them'),
    matchOnDescription: true,
  });
  return choice?.id;
}

/** Asks about each. False where the person left. */
async function goThrough(open: OpenStudy, code: Code, all: readonly Waiting[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const parts = (code.entry.split ?? []).flatMap((id) => {
    const part = open.study.codes.resolve(id);
    return part && !part.retired && part.id !== code.id ? [part] : [];
  });
  for (const [i, one] of all.entries()) {
    const { row, placement } = one.segment;
    if (placement.span !== null) await revealPlace(open, one.path, placement.span);
    for (;;) {
      const decision = await askRecheck(
        { quote: row.quote, definition: code.entry.definition?.trim() ?? '', left: all.length - i, parts },
        t('Recheck “{0}” ({1} of {2})', code.name, i + 1, all.length),
      );
      if (decision === undefined) return false;
      if (decision === 'later') break;
      if (decision === 'compare') {
        await compareWordings(open, code, one.coding.codeDigest ?? '');
        continue;
      }
      if (decision === 'allFit') return confirmAll(open, code, all.slice(i));
      await saveFirst(open, one.path);
      if (typeof decision === 'object') {
        const chosen = new Map([[row.id, [decision.part]]]);
        const tools = open.session.tools();
        if (!tell(await open.session.change(one.path, (mine) => splitCodings(mine, code.id, chosen, tools))))
          return false;
        break;
      }
      if (decision === 'fits') {
        const ids = new Set([row.id]);
        const tools = open.session.tools();
        if (!tell(await open.session.change(one.path, (mine) => confirmCodings(mine, ids, code.id, tools))))
          return false;
        break;
      }
      const ref: SegmentRef = {
        uri: open.uriOf(one.path).toString(),
        coder: open.study.me ?? '',
        segment: row.id,
        code: one.coding.code,
      };
      await vscode.commands.executeCommand(
        decision === 'recode' ? commands.changeCode.id : commands.removeCoding.id,
        ref,
      );
      // Left without another code: the question stands.
      if (!(await stillWaits(open, one))) break;
    }
  }
  return true;
}

/** Confirms all as one step, in one transcript after the other. */
async function confirmAll(open: OpenStudy, code: Code, all: readonly Waiting[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const paths = [...new Set(all.map(({ path }) => path))];
  for (const path of paths) await saveFirst(open, path);
  const tools = open.session.tools();
  const done = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Confirming codings of “{0}”', code.name),
      cancellable: true,
    },
    async (_progress, token) =>
      open.session.changeEach(
        paths,
        (mine, path) => {
          const ids = new Set(all.flatMap((one) => (one.path === path ? [one.segment.row.id] : [])));
          return confirmCodings(mine, ids, code.id, tools);
        },
        token,
      ),
  );
  if (!done.ok) {
    void showError(done.error);
    return false;
  }
  const { changed, notes } = done.value;
  showStatus(
    changed === 1
      ? t('Confirmed codings of “{0}” in 1 transcript', code.name)
      : t('Confirmed codings of “{0}” in {1} transcripts', code.name, changed),
  );
  if (notes.length > 0) void showInformation(notes.join(' '));
  return changed === paths.length;
}

async function stillWaits({ study }: OpenStudy, { path, segment, coding }: Waiting): Promise<boolean> {
  const mine = (await study.inPassing(path))?.byCoder.get(study.me ?? '');
  const row = mine?.list.find((one) => one.row.id === segment.row.id)?.row;
  const now = row?.codings.find(({ code }) => code === coding.code);
  return now !== undefined && isStale(now, study.codes);
}
