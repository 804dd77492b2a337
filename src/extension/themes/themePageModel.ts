import * as vscode from 'vscode';
import { baseName } from '../../core/base/studyPath';
import type {
  AccountedParticipant,
  AccountedSegment,
  ThemeAccount,
  ThemeGroup,
} from '../../core/exchange/themeAccount';
import { shortened } from '../../core/text/shortened';
import type { ThemePageGroup, ThemePageModel, ThemePageSegment, ThemePageTarget } from '../../protocol/themePage';
import { codeName, coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import type { ChosenTheme } from './editTheme';

/** Longest beginning of a quote on the page, in UTF-16 units. */
const longestQuote = 400;
/** How many segments are listed at most: a page of thousands is not read, and takes long to lay out. */
const most = 1000;

/** What the page of a theme shows. */
export function themePageModel({ open, codebook, theme }: ChosenTheme, account: ThemeAccount): ThemePageModel {
  const { t } = vscode.l10n;
  const { segments, against, silent } = account;
  const count = segments.length === 1 ? t('1 segment') : t('{0} segments', segments.length);
  return {
    kind: 'model',
    words: {
      definition: t('Definition'),
      note: t('Note'),
      segments: t('Segments'),
      by: t('Put together by'),
      byCategory: t('By category'),
      byRole: t('By role'),
      bySite: t('By site'),
      against: t('Who contradicts it'),
      silent: t('Who is silent'),
      edit: t('Edit Theme…'),
      openFile: t('Open in Codebook File'),
    },
    target: { root: open.root.toString(), codebook: codebook.id, theme: theme.id },
    heading: theme.name,
    path: t('Theme of {0}', codebook.name),
    definition: theme.definition?.trim() ?? '',
    note: theme.note?.trim() ?? '',
    counted:
      segments.length === 0
        ? t('It has no segments yet. Put codes into it, or include single passages.')
        : segments.length > most
          ? t('{0}; the first {1} are listed.', count, most)
          : count,
    segments: segments.slice(0, most).map((one) => shownSegment(open, one)),
    groups: {
      category: shownGroups(account.byCategory, t('Taken in one by one')),
      role: shownGroups(account.byRole, t('Nobody whose role is known')),
      site: shownGroups(account.bySite, t('No site that is known')),
    },
    against: against.slice(0, most).map((one) => shownSegment(open, one)),
    againstSaid: against.length === 0 ? t('No segment is marked as contradicting it.') : speakersSaid(against, open),
    silent: silent.map(personSaid),
    silentSaid:
      silent.length === 0
        ? t('Every participant has a segment in it, or one against it.')
        : t('Participants without a segment in it or against it: {0}', silent.length),
    isWritable: !codebook.readOnly && !open.study.project.readOnly,
  };
}

/** What the page of a theme shows that is not there any more. */
export function goneModel(target: ThemePageTarget): ThemePageModel {
  const { t } = vscode.l10n;
  const nothing = { segments: '', by: '', byCategory: '', byRole: '', bySite: '', against: '', silent: '', edit: '' };
  return {
    kind: 'model',
    words: { ...nothing, definition: '', note: '', openFile: t('Open in Codebook File') },
    target,
    heading: target.theme,
    path: t('This theme is not in the study any more. Undo brings it back.'),
    definition: '',
    note: '',
    counted: '',
    segments: [],
    groups: { category: [], role: [], site: [] },
    against: [],
    againstSaid: '',
    silent: [],
    silentSaid: '',
    isWritable: false,
  };
}

function shownSegment(open: OpenStudy, { found, participants }: AccountedSegment): ThemePageSegment {
  const { segment, transcript, coder, labels } = found;
  const speaker = participants.length > 0 ? participants.join(', ') : (labels[0] ?? '');
  const codes = [...new Set(segment.row.codings.map(({ code }) => codeName(open, code)))].join(', ');
  const who = open.study.coders.length > 1 ? coderName(open, coder) : '';
  const lost = segment.placement.span === null ? segment.placement.reason : '';
  const quote = shortened(segment.row.quote, longestQuote);
  return {
    place: { uri: open.uriOf(transcript).toString(), coder, segment: segment.row.id },
    quote: quote === '' ? vscode.l10n.t('(no words)') : quote,
    said: [speaker, baseName(transcript), codes, who, lost].filter((part) => part !== '').join(' · '),
  };
}

function shownGroups(groups: readonly ThemeGroup[], unknown: string): readonly ThemePageGroup[] {
  return groups.flatMap(({ name, segments }) => {
    const listed = segments.filter((position) => position < most);
    return listed.length > 0 ? [{ name: name ?? unknown, segments: listed }] : [];
  });
}

/** Who speaks in segments: participants by name, each once. */
function speakersSaid(segments: readonly AccountedSegment[], { study }: OpenStudy): string {
  const people = new Set(segments.flatMap(({ participants }) => participants));
  return [...people].map((id) => study.cases.participants.get(id)?.name ?? id).join(', ');
}

function personSaid({ id, name, role, case: site }: AccountedParticipant): string {
  const more = [name === id ? '' : id, role ?? '', site ?? ''].filter((part) => part !== '');
  return more.length > 0 ? `${name} (${more.join(', ')})` : name;
}
