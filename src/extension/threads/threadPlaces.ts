import * as vscode from 'vscode';
import type { Segment, Segments } from '../../core/coding/segment';
import type { StudyPath } from '../../core/base/studyPath';
import type { NoteTarget } from '../../core/notes/notesFile';
import type { Thread } from '../../core/notes/threads';
import { projectFileName } from '../../core/project/studyFiles';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { firstWords } from '../../core/text/shortened';
import { codebookDocument, rangeIn } from '../codeSymbols/codebookTexts';
import { rangeOf } from '../coding/target';
import type { Deps } from '../deps';
import { showsText } from '../editor/showsText';
import { codeName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';

/** Where a thread stands in a document, and what is said over it. */
export interface ThreadPlace {
  readonly thread: Thread;
  readonly range: vscode.Range;
  readonly label: string;
}

/** What a new thread at a place is about, with the transcript that it is about or in; null where nothing can be commented on. */
export interface PlaceTarget {
  readonly about: NoteTarget;
  readonly transcript: StudyPath | null;
  /** What the log calls it. */
  readonly name: string;
}

/** The threads that belong into a document of a study, each with its place; undefined where that is not known at this moment. */
export function threadsIn(
  deps: Pick<Deps, 'studies'>,
  open: OpenStudy,
  document: vscode.TextDocument,
): readonly ThreadPlace[] | undefined {
  const { study } = open;
  const path = open.pathOf(document.uri);
  if (path === null || study.threads.length === 0) return [];
  if (study.isTranscript(path)) return inTranscript(open, path, document);
  if (path === projectFileName) {
    return study.threads.flatMap((thread) =>
      thread.about.kind === 'study' ? [onLine(thread, 1, study.project.name)] : [],
    );
  }
  if (path === study.project.casesFile) return study.threads.flatMap((thread) => inCases(open, thread));
  return codebookDocument(deps, document) ? inCodebook(deps, open, document) : [];
}

function inTranscript(open: OpenStudy, path: StudyPath, document: vscode.TextDocument): ThreadPlace[] | undefined {
  const { study } = open;
  const found = study.threads.filter(
    ({ about }) => about.kind === 'segment' || (about.kind === 'transcript' && about.path.normalize('NFC') === path),
  );
  if (found.length === 0) return [];
  const coding = study.keptCoding(path);
  if (coding === undefined || !showsText(document, coding.text)) return undefined;
  return found.flatMap((thread): ThreadPlace[] => {
    const { about } = thread;
    if (about.kind !== 'segment') return [onLine(thread, 1, vscode.l10n.t('The whole transcript'))];
    const segment = segmentOf(coding, about);
    const span = segment?.placement.span;
    const quote = segment && vscode.l10n.t('“{0}”', firstWords(segment.row.quote));
    if (span && quote !== undefined) return [{ thread, range: rangeOf(coding, span), label: quote }];
    // Nothing that was said is lost with the words that it was said of.
    if (quote !== undefined) return [onLine(thread, 1, vscode.l10n.t('{0}, which has no place any more', quote))];
    return about.transcript?.normalize('NFC') === path
      ? [onLine(thread, 1, vscode.l10n.t('A segment that is not there any more'))]
      : [];
  });
}

function inCodebook(deps: Pick<Deps, 'studies'>, open: OpenStudy, document: vscode.TextDocument): ThreadPlace[] {
  const book = codebookDocument(deps, document);
  if (!book) return [];
  const { codes, codebooks } = open.study;
  const themeName = (id: string): string =>
    codebooks.flatMap(({ themes }) => themes).find((theme) => theme.id === id)?.name ?? id;
  return open.study.threads.flatMap((thread): ThreadPlace[] => {
    const { about } = thread;
    if (about.kind !== 'code' && about.kind !== 'theme') return [];
    const id = about.kind === 'code' ? (codes.resolve(about.id)?.id ?? about.id) : about.id;
    const entry = book.read.symbols.entries.find((one) => one.kind === about.kind && one.id === id);
    if (!entry) return [];
    const label = about.kind === 'code' ? codeName(open, id) : themeName(id);
    return [{ thread, range: rangeIn(book.read, entry.idSpan), label }];
  });
}

function inCases(open: OpenStudy, thread: Thread): ThreadPlace[] {
  const { about } = thread;
  if (about.kind !== 'case' && about.kind !== 'participant') return [];
  const { cases, participants } = open.study.cases;
  const entry = (about.kind === 'case' ? cases : participants).get(about.id);
  return entry ? [onLine(thread, entry.line, entry.name)] : [];
}

function onLine(thread: Thread, line: number, label: string): ThreadPlace {
  return { thread, range: new vscode.Range(line - 1, 0, line - 1, 0), label };
}

const byId = new WeakMap<Segments, ReadonlyMap<string, Segment>>();

/** A segment of a transcript by whose it is and its id. */
export function segmentOf(
  coding: TranscriptCoding,
  { coder, id }: { readonly coder: string; readonly id: string },
): Segment | undefined {
  const segments = coding.byCoder.get(coder);
  if (!segments) return undefined;
  const known = byId.get(segments) ?? new Map(segments.list.map((segment) => [segment.row.id, segment]));
  byId.set(segments, known);
  return known.get(id);
}

/** The file and range that a thread is shown at; undefined where what it is about is not there any more. */
export async function placeOf(
  deps: Pick<Deps, 'studies'>,
  open: OpenStudy,
  thread: Thread,
): Promise<{ readonly uri: vscode.Uri; readonly range: vscode.Range } | undefined> {
  const { study } = open;
  const { about } = thread;
  const top = new vscode.Range(0, 0, 0, 0);
  switch (about.kind) {
    case 'segment': {
      const first = about.transcript?.normalize('NFC') as StudyPath | undefined;
      const paths = study.transcripts.map(({ path }) => path);
      // A renamed transcript keeps its segments under another path.
      for (const path of first !== undefined && paths.includes(first) ? [first, ...paths] : paths) {
        const coding = await study.inPassing(path);
        const segment = coding && segmentOf(coding, about);
        if (!coding || !segment) continue;
        const { span } = segment.placement;
        return { uri: open.uriOf(path), range: span ? rangeOf(coding, span) : top };
      }
      return first !== undefined && study.isTranscript(first) ? { uri: open.uriOf(first), range: top } : undefined;
    }
    case 'transcript': {
      const path = about.path.normalize('NFC') as StudyPath;
      return study.isTranscript(path) ? { uri: open.uriOf(path), range: top } : undefined;
    }
    default: {
      const files = [projectFileName as StudyPath, study.project.casesFile, ...study.codebooks.map(({ file }) => file)];
      for (const file of files) {
        if (file === null) continue;
        const document = await vscode.workspace.openTextDocument(open.uriOf(file));
        const place = threadsIn(deps, open, document)?.find((one) => one.thread.id === thread.id);
        if (place) return { uri: document.uri, range: place.range };
      }
      return undefined;
    }
  }
}

/** What a comment on a line of a codebook, the cases or the project file is about; null where it is about nothing. */
export function targetOnLine(
  deps: Pick<Deps, 'studies'>,
  open: OpenStudy,
  document: vscode.TextDocument,
  line: number,
): PlaceTarget | null {
  const { study } = open;
  const path = open.pathOf(document.uri);
  const plain = (about: NoteTarget, name: string): PlaceTarget => ({ about, transcript: null, name });
  if (path === projectFileName) return plain({ kind: 'study' }, study.project.name);
  if (path !== null && path === study.project.casesFile) {
    for (const [kind, entries] of [
      ['case', study.cases.cases],
      ['participant', study.cases.participants],
    ] as const) {
      const found = [...entries.values()].find((entry) => entry.line - 1 === line);
      if (found) return plain({ kind, id: found.id }, found.name);
    }
    return null;
  }
  const book = codebookDocument(deps, document);
  const entry = book?.read.symbols.entries.find(
    ({ kind, idSpan }) => kind !== 'relation' && rangeIn(book.read, idSpan).start.line === line,
  );
  if (!entry || entry.kind === 'relation') return null;
  return plain({ kind: entry.kind, id: entry.id }, codeName(open, entry.id));
}
