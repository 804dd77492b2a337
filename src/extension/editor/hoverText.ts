import type { Staleness } from '../../core/coding/staleCodings';
import type { SegmentRef } from '../coding/segmentRef';
import { markdownLine } from '../markdownText';
import { beginning, shortened } from '../../core/text/shortened';

/** How many segments a hover tells of; a longer list would cover the transcript. */
export const mostSegments = 6;

/**
 * Longest definition, memo and names above a code, in UTF-16 units, so that two codes fit into a hover without scrolling. The codebook
 * view tells the whole.
 */
const longestDefinition = 150;
const longestMemo = 300;
const longestAbove = 36;
/** Of a target behaviour, or of who delivers or receives. */
const longestAttribute = 60;

/** One code on the segment, as the person should read it. */
export interface HoverCoding {
  /** A `data:` URI of how the code is highlighted. */
  readonly legend: string;
  /** Names from the top of the codebook down to the code, or the bare id where no codebook has it. */
  readonly path: readonly string[];
  readonly definition: string | null;
  /** True where the definition is not the cited source's own wording. */
  readonly paraphrase: boolean;
  readonly unknown: boolean;
  readonly retired: boolean;
  /** What changed of the code since it was given. */
  readonly stale: Staleness | null;
  readonly exemplar: boolean;
  readonly certainty: string | null;
  readonly target: string | null;
  readonly deliveredBy: string | null;
  readonly receivedBy: string | null;
  readonly ref: SegmentRef;
}

/** A segment at the position, with its codes; none where it is an annotation. */
export interface HoverSegment {
  readonly coder: string;
  readonly mine: boolean;
  readonly memo: string | null;
  readonly exemplar: boolean;
  /** The place was found again in changed words and somebody should look at it. */
  readonly unconfirmed: boolean;
  readonly codings: readonly HoverCoding[];
  /** Names the segment without a code. */
  readonly ref: SegmentRef;
  readonly annotationLegend: string;
}

/** What the hover says in its own words, in the person's language. `{0}` stands for what is put in. */
export interface HoverWords {
  readonly annotation: string;
  readonly paraphrase: string;
  readonly unknown: string;
  readonly retired: string;
  /** What changed since a code was given. */
  readonly stale: Readonly<Record<Staleness, string>>;
  readonly exemplar: string;
  readonly certainty: string;
  readonly target: string;
  readonly deliveredBy: string;
  readonly receivedBy: string;
  readonly memo: string;
  readonly coder: string;
  readonly me: string;
  readonly unconfirmed: string;
  readonly more: string;
  readonly change: string;
  readonly attributes: string;
  readonly remove: string;
  readonly editCode: string;
  readonly mark: string;
  readonly unmark: string;
  readonly writeMemo: string;
  readonly editMemo: string;
  readonly comment: string;
}

/** The ids of the commands that links run: no other is enabled in the hover. */
export interface HoverCommands {
  readonly change: string;
  readonly attributes: string;
  readonly remove: string;
  readonly editCode: string;
  readonly exemplar: string;
  readonly memo: string;
  readonly comment: string;
}

/** The segments, innermost first, as Markdown blocks; whatever comes from a file is escaped. Links are for own segments alone; what can be done with a colleague's is to comment on it. */
export function hoverText(segments: readonly HoverSegment[], words: HoverWords, commands: HoverCommands): string {
  const defined = new Set<string>();
  const shown = segments
    .slice(0, mostSegments)
    .map((segment) => segmentText(segment, words, commands, defined, segments.length === 1));
  const left = segments.length - shown.length;
  if (left > 0) shown.push(filled(words.more, String(left)));
  return shown.join('\n\n---\n\n');
}

/** `defined` has the definitions said so far: where several coders gave a code, it is defined once. */
function segmentText(
  segment: HoverSegment,
  words: HoverWords,
  commands: HoverCommands,
  defined: Set<string>,
  isAlone: boolean,
): string {
  const { codings, coder, mine, memo, ref } = segment;
  const comment = link(words.comment, commands.comment, ref);
  const by = `*${markdownLine(mine ? words.me : filled(words.coder, coder))}*`;
  const notes = [
    by,
    ...(segment.exemplar ? [markdownLine(words.exemplar)] : []),
    ...(segment.unconfirmed ? [markdownLine(words.unconfirmed)] : []),
    // One more link would make a line more: there is room for it where nothing else is said.
    ...(mine || !isAlone ? [] : [comment]),
  ];
  // With one code, all that is said of the segment stands in the code's line, and all links in another.
  const [only] = codings.length === 1 ? codings : [];
  const parts = codings.map((coding) => codingText(coding, segment, words, commands, defined, only ? notes : []));
  const links: string[] = [];
  if (codings.length === 0) {
    parts.push([`![](${segment.annotationLegend}) **${markdownLine(words.annotation)}**`, ...notes].join(separator));
    if (mine) links.push(link(words.remove, commands.remove, ref));
  } else if (!only) links.push(...notes);
  if (mine) {
    if (only) links.push(...codingLinks(only, segment, words, commands));
    links.push(link(segment.exemplar ? words.unmark : words.mark, commands.exemplar, ref));
    links.push(link(memo === null ? words.writeMemo : words.editMemo, commands.memo, ref));
  }
  if (memo !== null) parts.push(`**${markdownLine(words.memo)}** ${markdownLine(shortened(memo, longestMemo))}`);
  // Lines, not paragraphs: the room between paragraphs would be a third of a hover's height.
  return [...parts, ...(links.length > 0 ? [links.join(separator)] : [])].join(newLine);
}

function codingText(
  coding: HoverCoding,
  segment: HoverSegment,
  words: HoverWords,
  commands: HoverCommands,
  defined: Set<string>,
  notes: readonly string[],
): string {
  const { legend, path, definition, exemplar, certainty } = coding;
  const above = markdownLine(beginning(path.slice(0, -1).join(' › '), longestAbove));
  const name = `**${markdownLine(path.at(-1) ?? '')}**`;
  const head = [`![](${legend}) ${above === '' ? name : `${above} › ${name}`}`];
  if (coding.unknown) head.push(markdownLine(words.unknown));
  if (coding.retired) head.push(markdownLine(words.retired));
  if (coding.stale) head.push(markdownLine(words.stale[coding.stale]));
  if (exemplar) head.push(markdownLine(words.exemplar));
  if (certainty !== null) head.push(markdownLine(filled(words.certainty, certainty)));
  for (const key of ['target', 'deliveredBy', 'receivedBy'] as const) {
    const value = coding[key];
    if (value !== null) head.push(markdownLine(filled(words[key], shortened(value, longestAttribute))));
  }
  const lines = [[...head, ...notes].join(separator)];
  if (definition !== null && !defined.has(definition)) {
    defined.add(definition);
    const notice = coding.paraphrase ? ` *${markdownLine(words.paraphrase)}*` : '';
    lines.push(`${markdownLine(beginning(definition, longestDefinition))}${notice}`);
  }
  if (segment.mine && segment.codings.length > 1) {
    lines.push(codingLinks(coding, segment, words, commands).join(separator));
  }
  return lines.join(newLine);
}

function codingLinks(
  { exemplar, ref, unknown }: HoverCoding,
  { codings }: HoverSegment,
  words: HoverWords,
  commands: HoverCommands,
): string[] {
  const links = [
    link(words.change, commands.change, ref),
    link(words.attributes, commands.attributes, ref),
    link(words.remove, commands.remove, ref),
  ];
  if (!unknown) links.push(link(words.editCode, commands.editCode, ref));
  // With one code the whole segment is the exemplar; with several it may be one of some.
  if (exemplar) links.push(link(words.unmark, commands.exemplar, ref));
  else if (codings.length > 1) links.push(link(words.mark, commands.exemplar, ref));
  return links;
}

const separator = ' · ';
const newLine = '  \n';

function link(label: string, command: string, ref: SegmentRef): string {
  // encodeURIComponent leaves parentheses and asterisks, which would end the link's target or be read as emphasis.
  const target = encodeURIComponent(JSON.stringify([ref])).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `[${markdownLine(label)}](command:${command}?${target})`;
}

function filled(sentence: string, value: string): string {
  return sentence.split('{0}').join(value);
}
