import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import { logLabel } from '../../core/base/logLabel';
import type { Code } from '../../core/codebook/codebook';
import type { SimilarCodes } from '../../core/codebook/similarCodes';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';
import type { CodeNode } from './codeNode';
import { changeCodebook } from './editCodebook';
import { tell } from '../ask';

/** Find Similar Codes…: codes whose names may mean the same, to be merged, marked as easily confused, or looked at. */
export async function findSimilarCodes(deps: Deps): Promise<void> {
  const { t } = vscode.l10n;
  const open = deps.studies.current;
  const found = open && (await look(open));
  if (!open || !found) return;
  if (found.length === 0) {
    void showInformation(t('No two codes have names that are much alike.'));
    return;
  }
  // What somebody said of a pair already is not what is looked for.
  const isKnown = ({ a, b }: SimilarCodes): boolean => names(a, b) && names(b, a);
  const ordered = [...found.filter((pair) => !isKnown(pair)), ...found.filter(isKnown)];
  const alike = ({ likeness }: SimilarCodes): string =>
    likeness === 1 ? t('the same words') : t('{0} % alike', Math.round(likeness * 100));
  const choice = await vscode.window.showQuickPick(
    ordered.map((pair) => ({
      label: `${pair.a.name} ↔ ${pair.b.name}`,
      description: isKnown(pair) ? t('{0}, known to be easily confused', alike(pair)) : alike(pair),
      detail: [pair.a, pair.b].map((code) => whereAndHowOften(open, code)).join(' ↔ '),
      pair,
    })),
    {
      title: found.length === 1 ? t('Similar Codes: 1 Pair') : t('Similar Codes: {0} Pairs', found.length),
      placeHolder: t('Choose a pair to merge it or to say that the two are easily confused'),
      matchOnDetail: true,
    },
  );
  if (choice) await askWhatToDo(open, choice.pair);
}

async function look({ study }: OpenStudy): Promise<readonly SimilarCodes[] | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Comparing the names of codes'),
      cancellable: true,
    },
    async (_progress, token) => {
      const { similarCodes } = await import('../../core/codebook/similarCodes');
      return similarCodes(study.codes.all, token, study.host.pause).catch((error: unknown) => {
        if (error instanceof CancelledError) return undefined;
        throw error;
      });
    },
  );
}

function whereAndHowOften({ study }: OpenStudy, code: Code): string {
  const { t } = vscode.l10n;
  const count = study.index.count(code.id);
  const often = count === 1 ? t('1 segment') : t('{0} segments', count);
  const book = study.codes.codebookOf(code)?.name ?? '';
  return `${[book, ...code.path.slice(0, -1)].join(' › ')} · ${often}`;
}

async function askWhatToDo(open: OpenStudy, { a, b }: SimilarCodes): Promise<void> {
  const { t } = vscode.l10n;
  const row = ({ codebook, id }: Code): CodeNode => ({ kind: 'code', root: open.root.toString(), codebook, code: id });
  const merge = { label: t('Merge them…'), detail: t('What joins is shown before it is done.') };
  const confused = {
    label: t('Say that they are easily confused'),
    detail: t('Each names the other; who codes sees that at the code.'),
  };
  const [first, second] = [a, b].map((code) => ({ label: t('Show “{0}” in its file', code.name), code }));
  const choice = await vscode.window.showQuickPick(
    [...(a.codebook === b.codebook ? [merge] : []), confused, ...[first, second].flatMap((one) => one ?? [])],
    { title: `${a.name} ↔ ${b.name}` },
  );
  if (choice === merge) await vscode.commands.executeCommand(commands.mergeCodes.id, row(a), [row(a), row(b)]);
  else if (choice === confused) await markConfusable(open, a, b);
  else if (choice && 'code' in choice)
    await vscode.commands.executeCommand(commands.openCodeInYaml.id, row(choice.code));
}

/** Each names the other: in one file as one step, in two as a step each. */
async function markConfusable(open: OpenStudy, a: Code, b: Code): Promise<void> {
  const pairs = [
    [a, b],
    [b, a],
  ] as const;
  for (const codebook of open.study.codebooks) {
    const own = pairs.filter(([code, other]) => code.codebook === codebook.id && !names(code, other));
    if (own.length === 0) continue;
    const label = logLabel('Said that “{0}” and “{1}” are easily confused', a.name, b.name);
    const outcome = await changeCodebook(open, codebook, label, (yaml, { setCodeField }) => {
      let edited = setCodeField(yaml, own[0]?.[0].id ?? '', 'confusable', listed(own[0]));
      for (const pair of own.slice(1))
        if (edited.ok) edited = setCodeField(edited.value, pair[0].id, 'confusable', listed(pair));
      return edited;
    });
    if (outcome === undefined || !tell(outcome)) return;
  }
}

function names(code: Code, other: Code): boolean {
  return (code.entry.confusable ?? []).includes(other.id);
}

function listed(pair: readonly [Code, Code] | undefined): readonly string[] {
  return pair ? [...(pair[0].entry.confusable ?? []), pair[1].id] : [];
}
