import type { LfText } from '../text/lfText';
import { span, trimmed } from '../text/span';
import { decodeEntities, tagsIn, wordsOfCue } from './cueText';
import { readCues, type Cue } from './cues';
import { acceptedLabels, readColonLabel, type Label } from './speakerLabel';
import type { Transcript, Turn } from './transcript';

/** A stretch of a cue in one voice. */
interface Voice {
  /** Where it begins, its tag or label included. */
  readonly start: number;
  readonly end: number;
  readonly body: { readonly start: number; readonly end: number };
  readonly label: Label | null;
}

/**
 * Reads a WebVTT or SubRip file: each cue is a turn; one with several voices is several; cues that Teams split (`…/10-0`, `…/10-1`) are
 * one. The speaker is the voice tag's (`<v Name>`), or a label (`Name: …`) where labels speak for speakers in the whole file; then
 * a cue without a label goes on with the turn above it. What stands outside a voice tag, in a file that has them, is nobody's.
 * Times are the cues'; voices that share a cue share its times. Linear time.
 */
export function readCueTurns(text: LfText, format: 'vtt' | 'srt'): Transcript {
  const { cues } = readCues(text, format);
  const labels = labelsOf(text, cues);
  const turns: Turn[] = [];
  let previous: Cue | undefined;
  for (const cue of cues) {
    const voices = voicesOf(text, cue, labels);
    for (const [i, voice] of voices.entries()) {
      const turn = turnOf(text, cue, voice, i);
      const last = turns.at(-1);
      const splitCue = i === 0 && previous !== undefined && isNextPart(previous.identifier, cue.identifier);
      const goesOn = splitCue ? last?.speaker === turn.speaker : labels.size > 0 && voice.label === null;
      if (last && goesOn && last.speaker !== null) turns[turns.length - 1] = joined(last, turn);
      else if (turn.body.length > 0 || turn.speaker !== null) turns.push(turn);
    }
    previous = cue;
  }
  return { style: format, turns };
}

/** The labels that are speakers in this file; none where it has voice tags. */
function labelsOf(text: string, cues: readonly Cue[]): ReadonlySet<string> {
  const names: string[] = [];
  for (const { payload } of cues) {
    if (tagsIn(text, payload.start, payload.end).some((tag) => tag.name === 'v')) return new Set();
    for (const line of lineStarts(text, payload.start, payload.end)) {
      const label = readColonLabel(text, line.start, line.end);
      if (label) names.push(label.name);
    }
  }
  return acceptedLabels(names, cues.length);
}

function lineStarts(text: string, start: number, end: number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  for (let at = start; at < end;) {
    const found = text.indexOf('\n', at);
    const lineEnd = found < 0 || found > end ? end : found;
    lines.push({ start: at, end: lineEnd });
    at = lineEnd + 1;
  }
  return lines;
}

function voicesOf(text: string, cue: Cue, labels: ReadonlySet<string>): readonly Voice[] {
  const { start, end } = cue.payload;
  const tagged = taggedVoices(text, start, end);
  if (tagged.length > 0) return tagged;
  const heads = lineStarts(text, start, end).flatMap((line) => {
    const label = labels.size > 0 ? readColonLabel(text, line.start, line.end) : undefined;
    return label && labels.has(label.name) ? [{ ...label, line: line.start }] : [];
  });
  const voices: Voice[] = [];
  const firstAt = heads[0]?.line ?? end;
  if (text.slice(start, firstAt).trim() !== '' || heads.length === 0) {
    voices.push({ start, end: firstAt, body: { start, end: firstAt }, label: null });
  }
  for (const [i, { name, start: labelStart, end: labelEnd, after, line }] of heads.entries()) {
    const next = heads[i + 1]?.line ?? end;
    const label = { name, start: labelStart, end: labelEnd };
    voices.push({ start: line, end: next, body: { start: after, end: next }, label });
  }
  return voices;
}

/** The voices of voice tags, and nobody's words around them; empty where the stretch has no voice tag. */
function taggedVoices(text: string, start: number, end: number): readonly Voice[] {
  const voices: Voice[] = [];
  const nobody = (from: number, to: number): void => {
    // Tags alone, such as a `</c>` left behind, are no words.
    if (wordsOfCue(text, from, to).trim() === '') return;
    voices.push({ start: from, end: to, body: { start: from, end: to }, label: null });
  };
  let at = start;
  let open: { readonly tag: number; readonly label: Label | null; readonly body: number } | undefined;
  const close = (bodyEnd: number, next: number): void => {
    if (open) voices.push({ start: open.tag, end: next, body: { start: open.body, end: bodyEnd }, label: open.label });
    else nobody(at, bodyEnd);
    open = undefined;
    at = next;
  };
  let found = false;
  for (const tag of tagsIn(text, start, end)) {
    if (tag.name !== 'v') continue;
    found = true;
    if (tag.closing) {
      close(tag.start, tag.end);
    } else {
      close(tag.start, tag.start);
      const name = decodeEntities(tag.annotation.replace(/\s+/g, ' '));
      const label =
        name === '' ? null : { name, start: tag.annotationStart, end: tag.annotationStart + tag.annotation.length };
      open = { tag: tag.start, label, body: tag.end };
    }
  }
  if (!found) return [];
  close(end, end);
  return voices;
}

function turnOf(text: string, cue: Cue, voice: Voice, index: number): Turn {
  const body = trimmed(text, span(voice.body.start, voice.body.end));
  const whole = trimmed(text, span(index === 0 ? cue.span.start : voice.start, voice.end));
  return {
    span: whole,
    body: body.start < body.end ? [body] : [],
    speaker: voice.label?.name ?? null,
    speakerSpan: voice.label ? span(voice.label.start, voice.label.end) : null,
    startTime: cue.startTime,
    endTime: cue.endTime,
  };
}

function joined(first: Turn, next: Turn): Turn {
  return {
    ...first,
    span: span(first.span.start, next.span.end),
    body: [...first.body, ...next.body],
    endTime: next.endTime ?? first.endTime,
  };
}

/** True where both identifiers are parts of one utterance as Teams numbers them, the second behind the first: `…/10-0`, `…/10-1`. */
function isNextPart(first: string | null, second: string | null): boolean {
  const [a, b] = [partOf(first), partOf(second)];
  return a !== undefined && b !== undefined && a.of === b.of && b.part === a.part + 1;
}

function partOf(identifier: string | null): { readonly of: string; readonly part: number } | undefined {
  const match = /^(.{1,120}\/\d{1,9})-(\d{1,6})$/.exec(identifier ?? '');
  return match ? { of: match[1] as string, part: Number(match[2]) } : undefined;
}
