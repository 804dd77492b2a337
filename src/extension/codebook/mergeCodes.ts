import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import type { Code, Codebook } from '../../core/codebook/codebook';
import { planMerge, type MergePlan } from '../../core/project/planMerge';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { byCodebook } from './chosenCodes';
import { pickCodes } from './codePicker';
import { codeNodesOf } from './codeNode';
import { editCodebook, studyOf } from './editCodebook';

/**
 * Merge Codes…: the selected codes, or those that the person picks, join one of them, or another one. A preview says what joins; its
 * first line does it, as one step that undo takes back.
 */
export async function mergeCodes(deps: Deps, argument: unknown, selected: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const rows = codeNodesOf(argument, selected);
  const open = rows[0] ? studyOf(deps, rows[0]) : deps.studies.current;
  if (!open || !(await mayWrite())) return;
  const { codebooks } = open.study;
  const nodes = rows.length > 0 ? rows : await askWhich(deps, open);
  const [chosen, ...others] = byCodebook(nodes, codebooks);
  if (!chosen) return;
  if (others.length > 0) {
    void showInformation(
      t('These codes are of several codebooks, and only codes of one can be merged. Choose codes of one codebook.'),
    );
    return;
  }
  const { codebook } = chosen;
  const into = await askSurvivor(open, codebook, chosen.codes);
  if (!into) return;
  const from = chosen.codes.filter(({ id }) => id !== into.id);
  const claim = claimedElsewhere(open, codebook, from);
  if (claim !== undefined) {
    void showInformation(claim);
    return;
  }
  const plan = planMerge(open.study, from, into);
  if (!(await isConfirmed(plan, into))) return;
  const [first] = from;
  const label =
    first && from.length === 1
      ? logLabel('Merged “{0}” into “{1}”', first.name, into.name)
      : logLabel('Merged {0} codes into “{1}”', from.length, into.name);
  const ids = from.map(({ id }) => id);
  const core = await import('../../core/codebook/mergeCodes');
  await editCodebook(open, codebook, label, (yaml) => core.mergeCodes(yaml, ids, into.id));
}

/** Why codes cannot be merged where a code of another file lists them as merged already: that one would take their codings. */
function claimedElsewhere({ study }: OpenStudy, codebook: Codebook, from: readonly Code[]): string | undefined {
  for (const { id, name, codes } of study.codebooks) {
    if (id === codebook.id) continue;
    const listed = codes.flatMap(({ entry }) => entry.merged ?? []);
    const claimed = from.find((code) => listed.includes(code.id));
    if (claimed) {
      return vscode.l10n.t(
        '“{0}” is listed as merged in the codebook “{1}” already. Take it off that list first.',
        claimed.id,
        name,
      );
    }
  }
  return undefined;
}

async function askWhich(deps: Deps, open: OpenStudy): Promise<ReturnType<typeof codeNodesOf>> {
  const { t } = vscode.l10n;
  const picked = await pickCodes(deps, open, {
    title: t('Merge Codes (1/2): Which?'),
    placeholder: t('Choose one that is to join another, or several that are to become one'),
    several: true,
    create: false,
  });
  return (picked?.codes ?? []).flatMap((id) => {
    const code = open.study.codes.byId(id);
    return code ? [{ kind: 'code', root: open.root.toString(), codebook: code.codebook, code: id } as const] : [];
  });
}

/** The code that stays: one of several that were chosen, or another one of their codebook; none that stands under one that would join. */
async function askSurvivor(
  { study }: OpenStudy,
  codebook: Codebook,
  chosen: readonly Code[],
): Promise<Code | undefined> {
  const { t } = vscode.l10n;
  const { codes, index } = study;
  const ids = new Set(chosen.map(({ id }) => id));
  const isUnder = ({ id }: Code): boolean =>
    chosen.some((one) => one.id !== id && codes.subtreeOf(one.id).some((under) => under.id === id));
  const possible = codebook.codes.filter((code) => !code.retired && !isUnder(code));
  const own = possible.filter(({ id }) => ids.has(id)).sort((a, b) => index.count(b.id) - index.count(a.id));
  const item = (code: Code): vscode.QuickPickItem & { readonly code: Code } => ({
    label: code.name,
    description: code.path.slice(0, -1).join(' › '),
    detail: code.entry.definition?.trim() ?? '',
    code,
  });
  const group = (label: string, list: readonly Code[]): (vscode.QuickPickItem & { readonly code?: Code })[] =>
    list.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...list.map(item)];
  const rest = possible.filter(({ id }) => !ids.has(id));
  const choice = await vscode.window.showQuickPick(
    [...group(t('Of those that were chosen'), chosen.length > 1 ? own : []), ...group(t('Of the codebook'), rest)],
    {
      title: t('Merge Codes (2/2): Which One Stays?'),
      placeHolder: chosen.length === 1 ? t('“{0}” joins the one that you choose', chosen[0]?.name ?? '') : '',
      matchOnDescription: true,
    },
  );
  return choice?.code;
}

/** The preview: a list that is read with the arrow keys, whose first line does it. */
async function isConfirmed({ joining, segments, shared, naming }: MergePlan, into: Code): Promise<boolean> {
  const { t } = vscode.l10n;
  const [first] = joining;
  const go: vscode.QuickPickItem = {
    label:
      first && joining.length === 1
        ? t('Merge “{0}” into “{1}”', first.code.name, into.name)
        : t('Merge {0} codes into “{1}”', joining.length, into.name),
    detail: t('No file of codings is changed, mine or a colleague’s. One undo takes this back.'),
    iconPath: new vscode.ThemeIcon('git-merge'),
  };
  const lines: vscode.QuickPickItem[] = [
    { label: t('What joins'), kind: vscode.QuickPickItemKind.Separator },
    ...joining.map(({ code, segments: count, transcripts, moving }) => ({
      label: code.name,
      description: countWords(count, transcripts),
      detail: moving.length > 0 ? t('The codes under it go along: {0}', moving.join(', ')) : '',
    })),
    { label: t('After it'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: into.name,
      description: segments === 1 ? t('1 segment') : t('{0} segments', segments),
      detail:
        shared > 0 ? t('Codings beside another one of them on the same segment, which counts once: {0}', shared) : '',
    },
    {
      label: t('It takes over rules, examples and other names; a second definition goes into its note.'),
      iconPath: new vscode.ThemeIcon('info'),
    },
    ...(naming.length > 0
      ? [
          {
            label: t('Relations and themes that name it then: {0}', naming.join(', ')),
            iconPath: new vscode.ThemeIcon('link'),
          },
        ]
      : []),
  ];
  const choice = await vscode.window.showQuickPick([go, ...lines], {
    title: t('Merge Codes: What Joins'),
    placeHolder: t('Enter on the first line merges'),
    matchOnDetail: true,
  });
  return choice === go;
}

function countWords(segments: number, transcripts: number): string {
  const { t } = vscode.l10n;
  if (segments === 0) return t('not coded yet');
  if (segments === 1) return t('1 segment');
  return transcripts === 1
    ? t('{0} segments in 1 transcript', segments)
    : t('{0} segments in {1} transcripts', segments, transcripts);
}
