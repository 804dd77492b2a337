import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import type { Code, Codebook } from '../../core/codebook/codebook';
import type { Deps } from '../deps';
import { showInformation, showStatus } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { codeNodesOf } from './codeNode';
import { pickCodes } from './codePicker';
import { newCodeIds, writableCodebooks } from './createCode';
import { editCodebook, studyOf } from './editCodebook';

/**
 * Copy Code to Another Codebook…: a code with all under it, under new ids. What was coded stays with the original; the copy says among its
 * references where it comes from.
 */
export async function copyCode(deps: Deps, argument: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const [row] = codeNodesOf(argument, undefined);
  const open = row ? studyOf(deps, row) : deps.studies.current;
  if (!open) return;
  const id = row?.code ?? (await askWhich(deps, open));
  const code = id === undefined ? undefined : open.study.codes.byId(id);
  const source = code && open.study.codes.codebookOf(code);
  if (!code || !source) return;
  const others = writableCodebooks(open).filter((one) => one.id !== source.id);
  if (others.length === 0) {
    void showInformation(
      t('This study has no other codebook that can be edited. Add one under “codebooks” in verbatim.yaml.'),
    );
    return;
  }
  const target = others.length === 1 ? others[0] : await askCodebook(others);
  const parent = target && (await askParent(target));
  if (!target || parent === undefined) return;
  const core = await import('../../core/codebook/copyCode');
  const copy = core.codeToCopy(source.text, code.id);
  if (!copy.ok) {
    void showInformation(copy.error);
    return;
  }
  const ids = newCodeIds(open, copy.value.names);
  const label = logLabel('Copied “{0}” from {1}', code.name, source.name);
  const done = await editCodebook(open, target, label, (yaml) =>
    core.pasteCode(yaml, copy.value, ids, { parent: parent?.id ?? null, from: source.id }),
  );
  if (done) showStatus(t('Copied “{0}” to “{1}”. What was coded stays with the original.', code.name, target.name));
}

async function askWhich(deps: Deps, open: OpenStudy): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const picked = await pickCodes(deps, open, {
    title: t('Copy Which Code?'),
    placeholder: t('Type a part of its name'),
    several: false,
    create: false,
  });
  return picked?.codes[0];
}

async function askCodebook(codebooks: readonly Codebook[]): Promise<Codebook | undefined> {
  const choice = await vscode.window.showQuickPick(
    codebooks.map((codebook) => ({ label: codebook.name, description: codebook.file, codebook })),
    { title: vscode.l10n.t('Copy to Which Codebook?') },
  );
  return choice?.codebook;
}

/** The code that the copy goes under, null for the top level; undefined where the person leaves. */
async function askParent({ name, codes }: Codebook): Promise<Code | null | undefined> {
  const { t } = vscode.l10n;
  const choice = await vscode.window.showQuickPick(
    [
      { label: t('Top level'), description: name, code: null },
      ...codes
        .filter(({ retired }) => !retired)
        .map((code) => ({ label: code.name, description: code.path.slice(0, -1).join(' › '), code })),
    ],
    { title: t('Under Which Code?'), matchOnDescription: true },
  );
  return choice?.code;
}
