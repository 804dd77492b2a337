import * as vscode from 'vscode';
import { stalenessWords } from '../stalenessWords';
import type { Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { hoveredSegments, hoverSegment } from './hoverSegments';
import { hoverText, type HoverCommands, type HoverWords } from './hoverText';
import type { ThemeKind } from './legend';
import { showsText } from './showsText';

const linked: HoverCommands = {
  change: commands.changeCode.id,
  attributes: commands.setAttributes.id,
  remove: commands.removeCoding.id,
  editCode: commands.editCode.id,
  exemplar: commands.toggleExemplar.id,
  memo: commands.editMemo.id,
  comment: commands.commentOnSegment.id,
};

/** Says which codes lie at a position, who gave them, and what they mean; own segments can be changed from there. */
export function registerHover(deps: Deps): Disposable {
  return vscode.languages.registerHoverProvider('*', {
    provideHover: (document, position, token) => hoverAt(deps, document, position, token),
  });
}

async function hoverAt(
  { studies }: Deps,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  await studies.ready;
  const place = studies.transcriptOf(document.uri);
  if (!place) return undefined;
  const { study } = place.open;
  const { version } = document;
  const coding = study.keptCoding(place.path) ?? (await study.coding(place.path));
  if (coding === null || token.isCancellationRequested || document.version !== version) return undefined;
  if (!showsText(document, coding.text)) return undefined;
  const shown = new Set(study.visible(coding).map(({ coder }) => coder));
  const found = hoveredSegments(coding, coding.lines.offsetAt(position), shown);
  const [first] = found;
  if (!first) return undefined;
  const uri = document.uri.toString();
  const theme = themeKind();
  const segments = found.map((segment) => hoverSegment(segment, study, uri, theme));
  const text = new vscode.MarkdownString(hoverText(segments, words(), linked));
  text.isTrusted = { enabledCommands: Object.values(linked) };
  const start = coding.lines.positionAt(first.span.start);
  const end = coding.lines.positionAt(first.span.end);
  return new vscode.Hover(text, new vscode.Range(start.line, start.character, end.line, end.character));
}

function themeKind(): ThemeKind {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.Dark:
      return 'dark';
    case vscode.ColorThemeKind.HighContrast:
      return 'contrast';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'contrastLight';
  }
}

function words(): HoverWords {
  const { t } = vscode.l10n;
  return {
    annotation: t('Annotation without a code'),
    paraphrase: t('(paraphrased)'),
    unknown: t('in no codebook of this study'),
    retired: t('retired'),
    stale: stalenessWords(),
    exemplar: t('★ exemplar'),
    certainty: t('certainty {0}'),
    target: t('target behaviour: {0}'),
    deliveredBy: t('delivered by {0}'),
    receivedBy: t('received by {0}'),
    memo: t('Memo:'),
    coder: t('coded by {0}'),
    me: t('coded by you'),
    unconfirmed: t('found again in changed words; please check its place'),
    more: t('… and {0} more segments here'),
    change: t('Change code'),
    attributes: t('Attributes'),
    remove: t('Remove'),
    editCode: t('Edit code'),
    mark: t('Mark as exemplar'),
    unmark: t('Unmark exemplar'),
    writeMemo: t('Write memo'),
    editMemo: t('Edit memo'),
    comment: t('Comment'),
  };
}
