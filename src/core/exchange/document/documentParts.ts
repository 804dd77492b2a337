import type { CodeTree } from '../../codebook/codeTree';
import type { CodebookDocument, CodeCounts, DocumentedCode, Exemplar } from './codebookDocument';

/** A stretch of a document, without the marks of any format. */
export type DocumentPart =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly label?: string; readonly text: string }
  | { readonly kind: 'list'; readonly label: string; readonly items: readonly string[] }
  | { readonly kind: 'quote'; readonly text: string; readonly from: string };

/**
 * What a codebook document says, in order, for any format to write. In English, whoever exports it: the same study gives the same bytes.
 * Levels of headings: 1 the study, 2 a codebook, 3 and deeper its codes.
 */
export function* documentParts(document: CodebookDocument): Generator<DocumentPart, void, undefined> {
  yield { kind: 'heading', level: 1, text: `Codebook of ${document.study}` };
  const { coders } = document;
  const whose = coders.length === 0 ? 'Nobody has coded yet.' : `Counts are of the codings of ${coders.join(', ')}.`;
  yield { kind: 'paragraph', text: whose };
  for (const { codebook, codes } of document.codebooks) {
    yield { kind: 'heading', level: 2, text: codebook.name };
    if (codebook.citation !== null) yield { kind: 'paragraph', label: 'Source', text: codebook.citation };
    if (codebook.paraphrase) {
      yield { kind: 'paragraph', text: 'Definitions and rules are a paraphrase of the source, not its wording.' };
    }
    for (const one of codes) yield* codeParts(one, document.codes);
    for (const { name, codes: itsCodes, definition, note } of codebook.themes) {
      yield { kind: 'heading', level: 3, text: `Theme: ${name}` };
      if (has(definition)) yield { kind: 'paragraph', label: 'Definition', text: definition };
      if (note !== undefined) yield { kind: 'paragraph', text: note };
      if (itsCodes !== undefined) yield { kind: 'list', label: 'Codes', items: namesOf(itsCodes, document.codes) };
    }
  }
}

function* codeParts(
  { code, depth, counts, exemplars, moreExemplars }: DocumentedCode,
  codes: CodeTree,
): Generator<DocumentPart, void, undefined> {
  const { entry, retired } = code;
  const named = entry.number === undefined ? code.name : `${entry.number} ${code.name}`;
  yield { kind: 'heading', level: 3 + depth, text: retired ? `${named} (retired)` : named };
  yield { kind: 'paragraph', text: countsText(counts, code.children.length > 0) };
  if (has(entry.definition)) yield { kind: 'paragraph', label: 'Definition', text: entry.definition };
  if (has(entry.include)) yield { kind: 'list', label: 'Use it when', items: entry.include };
  if (has(entry.exclude)) yield { kind: 'list', label: 'Do not use it when', items: entry.exclude };
  if (has(entry.examples)) yield { kind: 'list', label: 'Examples', items: entry.examples };
  if (has(entry.confusable)) {
    yield { kind: 'list', label: 'Easily confused with', items: namesOf(entry.confusable, codes) };
  }
  if (has(entry.aka)) yield { kind: 'paragraph', label: 'Also called', text: entry.aka.join('; ') };
  if (has(entry.merged)) yield { kind: 'paragraph', label: 'Joined with', text: entry.merged.join('; ') };
  if (has(entry.split)) yield { kind: 'list', label: 'Split into', items: namesOf(entry.split, codes) };
  if (has(entry.note)) yield { kind: 'paragraph', label: 'Note', text: entry.note };
  for (const exemplar of exemplars) yield { kind: 'quote', text: exemplar.quote, from: sourceOf(exemplar) };
  if (moreExemplars > 0) yield { kind: 'paragraph', text: `… and ${plural(moreExemplars, 'more exemplar')}.` };
}

function has<T extends string | readonly string[]>(value: T | undefined): value is T {
  return value !== undefined && value.length > 0;
}

function namesOf(ids: readonly string[], codes: CodeTree): readonly string[] {
  return ids.map((id) => codes.resolve(id)?.name ?? id);
}

function countsText(counts: CodeCounts, isCategory: boolean): string {
  const own = `${plural(counts.segments, 'segment')} in ${plural(counts.transcripts, 'transcript')}`;
  const people = plural(counts.participantsWithBelow, 'participant');
  if (!isCategory) return `${own}, ${people}.`;
  const all = `${plural(counts.segmentsWithBelow, 'segment')} in ${plural(counts.transcriptsWithBelow, 'transcript')}`;
  return `With the codes below it: ${all}, ${people}. By itself: ${own}.`;
}

function sourceOf({ participants, transcript }: Exemplar): string {
  return participants.length > 0 ? `${participants.join(', ')}, ${transcript}` : transcript;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
