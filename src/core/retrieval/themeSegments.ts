import { neverCancelled, throwIfCancelled, type CancellationToken } from '../base/cancellation';
import { noPause } from '../base/pause';
import type { StudyPath } from '../base/studyPath';
import type { Codebook } from '../codebook/codebook';
import type { ThemeEntry } from '../codebook/codebookFile';
import type { CodeTree } from '../codebook/codeTree';
import type { Segment } from '../coding/segment';
import type { SegmentRow } from '../coding/segmentsFile';
import type { Study } from '../project/study';
import type { TranscriptCoding } from '../project/transcriptCoding';
import { turnsIn } from '../transcript/turns';

/** A theme of the study with the codebook that it stands in. */
export interface ThemeOf {
  readonly theme: ThemeEntry;
  readonly codebook: Codebook;
}

/** What decides which segments a theme has, ids of merged codes followed to the code that stayed. */
export interface ThemeRule {
  readonly id: string;
  /** Each code whose codings count, with the code that the theme names for it: itself, or a category above it. The first that names it. */
  readonly codes: ReadonlyMap<string, string>;
  readonly include: ReadonlySet<string>;
  readonly exclude: ReadonlySet<string>;
  readonly against: ReadonlySet<string>;
}

/** Where a segment stands to a theme. */
export interface ThemePlace {
  /** It is one of the theme's segments. */
  readonly isIn: boolean;
  /** It would be one, but is left out by itself. */
  readonly isLeftOut: boolean;
  /** It is one, though by no code. */
  readonly isTakenIn: boolean;
  readonly isAgainst: boolean;
  /** Its codes that bring it into the theme, as they are called now, each once. */
  readonly codes: readonly string[];
}

/** A segment of a theme, or one that was left out of it or contradicts it. */
export interface ThemeSegment {
  readonly transcript: StudyPath;
  readonly coder: string;
  readonly segment: Segment;
  /** Labels of the turns that it touches, in the order of the text, null for a turn without one; empty for one without a place. */
  readonly labels: readonly (string | null)[];
  readonly place: ThemePlace;
}

/** What a theme has, transcript by transcript in the order of the study; by place within each, those without one last. */
export interface ThemeSegments {
  readonly rule: ThemeRule;
  readonly segments: readonly ThemeSegment[];
  readonly leftOut: readonly ThemeSegment[];
  readonly against: readonly ThemeSegment[];
}

/** The themes of all codebooks, in their order; of two with the same id the first counts. */
export function themesOf(codebooks: readonly Codebook[]): readonly ThemeOf[] {
  const known = new Map<string, ThemeOf>();
  for (const codebook of codebooks) {
    for (const theme of codebook.themes) if (!known.has(theme.id)) known.set(theme.id, { theme, codebook });
  }
  return [...known.values()];
}

/** Reads a theme as a rule. A category brings the codes under it; an id that no codebook knows counts as it is written. */
export function themeRule(theme: ThemeEntry, codes: Pick<CodeTree, 'resolve' | 'subtreeOf'>): ThemeRule {
  const found = new Map<string, string>();
  const named = (theme.codes ?? []).map((id) => codes.resolve(id)?.id ?? id);
  // A code that the theme names counts there, also where a category above it is named as well.
  for (const id of named) found.set(id, id);
  for (const id of named) {
    for (const under of codes.subtreeOf(id)) if (!found.has(under.id)) found.set(under.id, id);
  }
  return {
    id: theme.id,
    codes: found,
    include: new Set(theme.include),
    exclude: new Set(theme.exclude),
    against: new Set(theme.against),
  };
}

/** Where a segment stands to a theme: in it by a code or by itself, unless it is left out. Contradicting it is a matter of its own. */
export function placeInTheme(
  { codes: wanted, include, exclude, against }: ThemeRule,
  { id, codings }: Pick<SegmentRow, 'id' | 'codings'>,
  codes: Pick<CodeTree, 'resolve'>,
): ThemePlace {
  const carried = new Set(codings.map(({ code }) => codes.resolve(code)?.id ?? code));
  const bringing = [...carried].filter((code) => wanted.has(code));
  const isMeant = bringing.length > 0 || include.has(id);
  const isIn = isMeant && !exclude.has(id);
  return {
    isIn,
    isLeftOut: isMeant && exclude.has(id),
    isTakenIn: isIn && bringing.length === 0,
    isAgainst: against.has(id),
    codes: bringing,
  };
}

/** What themes have of one transcript, theme by theme in the order given. `isShown` tells whose segments count. */
export function themesInTranscript(
  rules: readonly ThemeRule[],
  coding: TranscriptCoding,
  codes: Pick<CodeTree, 'resolve'>,
  isShown: (coder: string) => boolean = () => true,
): readonly ThemeSegments[] {
  const all = [...coding.placed, ...coding.orphans].filter(({ coder }) => isShown(coder));
  return rules.map((rule) => {
    const found: ThemeSegment[] = all.flatMap(({ coder, segment }) => {
      const place = placeInTheme(rule, segment.row, codes);
      if (!place.isIn && !place.isLeftOut && !place.isAgainst) return [];
      const { span } = segment.placement;
      const labels = span === null ? [] : turnsIn(coding.transcript, span).map(({ speaker }) => speaker);
      return [{ transcript: coding.path, coder, segment, labels, place }];
    });
    return {
      rule,
      segments: found.filter(({ place }) => place.isIn),
      leftOut: found.filter(({ place }) => place.isLeftOut),
      against: found.filter(({ place }) => place.isAgainst),
    };
  });
}

/**
 * Reads what themes have in the whole study, one transcript after the other; those in which none of them can have anything are not read.
 * `known` holds what was read before of transcripts, for the same themes, and gets what is read now.
 */
export async function readThemeSegments(
  study: Study,
  themes: readonly ThemeEntry[],
  token: CancellationToken = neverCancelled,
  known = new Map<StudyPath, readonly ThemeSegments[]>(),
): Promise<readonly ThemeSegments[]> {
  const { codes, host, index } = study;
  const rules = themes.map((theme) => themeRule(theme, codes));
  const found: (readonly ThemeSegments[])[] = [];
  // Where the segments that are named one by one stand, no index says.
  const isAnywhere = rules.some(({ include, against }) => include.size + against.size > 0);
  const used = index.usedCodes().filter((id) => rules.some((rule) => rule.codes.has(codes.resolve(id)?.id ?? id)));
  for (const { path } of study.transcripts) {
    throwIfCancelled(token);
    const isPossible = isAnywhere ? index.segmentCount(path) > 0 : used.some((id) => index.countIn(id, path) > 0);
    if (!isPossible) continue;
    const ofTranscript = known.get(path) ?? (await readOne(path));
    known.set(path, ofTranscript);
    found.push(ofTranscript);
  }
  return rules.map((rule, i) => {
    const own = found.flatMap((one) => one[i] ?? []);
    return {
      rule,
      segments: own.flatMap(({ segments }) => segments),
      leftOut: own.flatMap(({ leftOut }) => leftOut),
      against: own.flatMap(({ against }) => against),
    };
  });

  async function readOne(path: StudyPath): Promise<readonly ThemeSegments[]> {
    const coding = await study.inPassing(path);
    if (coding === null) return [];
    const shown = new Set(study.visible(coding).map(({ coder }) => coder));
    await coding.prepared(host.pause ?? noPause);
    return themesInTranscript(rules, coding, codes, (coder) => shown.has(coder));
  }
}
