/** A participant's id as a file name gives it, with what it says of case and role. */
export interface ProposedId {
  readonly id: string;
  readonly case: string | null;
  readonly role: string | null;
}

/** Ids for files, in their order. */
export interface ProposedIds {
  readonly ids: readonly ProposedId[];
  /** The pattern of ids that say a case and a role, for `participantId` of verbatim.yaml; null where the names show none. */
  readonly pattern: string | null;
}

/** A pattern shows in no fewer names. */
const fewestNames = 3;

/** The longest id that cases.yaml takes, in UTF-16 units. */
const longestId = 200;

/** `RIV1SU01`, `RIV1-SU-01`, `North_PW_3`: a case, a role in capitals, a running number. Without a sign between them a case ends in a digit. */
const shape = /^(?:([A-Z]{1,8}\d{1,3})([-_ ]?)|([\p{L}]{2,20}\d{0,3})([-_ ]))([A-Z]{1,4})([-_ ]?)(\d{1,3})$/u;

interface Parts {
  readonly id: string;
  readonly case: string;
  readonly afterCase: string;
  readonly role: string;
  readonly afterRole: string;
  readonly number: string;
}

/**
 * Proposes an id for each file from its title (its name without folders and ending): the title itself, without what all titles end in
 * behind a sign (`_transcript`). Where three or more titles all name a case, a role and a number, and share cases or roles, the ids say
 * both, and a pattern is given that matches each of them as a whole.
 */
export function proposeParticipantIds(titles: readonly string[]): ProposedIds {
  const plain = titles.map((title) => title.normalize('NFC').trim());
  const end = commonEnding(plain);
  const ids = plain.map((title) => (title.slice(0, title.length - end).trim() || '1').slice(0, longestId));
  const parts = ids.map(partsOf);
  const sound = parts.filter((part) => part !== null);
  const [first] = sound;
  if (first === undefined || sound.length < Math.max(fewestNames, parts.length) || !tellsApart(sound)) {
    return { ids: ids.map((id) => ({ id, case: null, role: null })), pattern: null };
  }
  return {
    ids: sound.map((part) => ({ id: part.id, case: part.case, role: part.role })),
    pattern: patternOf(sound, first),
  };
}

function partsOf(id: string): Parts | null {
  const match = shape.exec(id);
  if (!match) return null;
  const [, dense, afterDense = '', loose = '', afterLoose = '', role = '', afterRole = '', number = ''] = match;
  return {
    id,
    case: dense ?? loose,
    afterCase: dense === undefined ? afterLoose : afterDense,
    role,
    afterRole,
    number,
  };
}

/** Cases and roles are what several people share; a part that is different in every name is part of a name. */
function tellsApart(parts: readonly Parts[]): boolean {
  const kinds = (key: keyof Parts): number => new Set(parts.map((part) => part[key])).size;
  const same = kinds('afterCase') === 1 && kinds('afterRole') === 1;
  return same && (kinds('case') < parts.length || kinds('role') < parts.length);
}

function patternOf(parts: readonly Parts[], { afterCase, afterRole }: Parts): string {
  const letters = (texts: readonly string[]): string =>
    texts.every((text) => /^[A-Z]*$/.test(text)) ? `[A-Z]${timesOf(texts)}` : `\\p{L}${timesOf(texts)}`;
  const cases = parts.map((part) => part.case);
  const names = cases.map((text) => text.replace(/\d+$/, ''));
  const digits = cases.map((text) => text.replace(/^\D+/, ''));
  const number = digits.every((text) => text === '') ? '' : `\\d${timesOf(digits)}`;
  const role = letters(parts.map((part) => part.role));
  const running = `\\d${timesOf(parts.map((part) => part.number))}`;
  return `(?<case>${letters(names)}${number})${afterCase}(?<role>${role})${afterRole}${running}`;
}

function timesOf(texts: readonly string[]): string {
  const lengths = texts.map((text) => text.length);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  if (least !== most) return `{${least},${most}}`;
  return most === 1 ? '' : `{${most}}`;
}

/** How many units all titles share at their ends, from a sign on, without digits; 0 where that would leave a title without any. */
function commonEnding(titles: readonly string[]): number {
  const [first = '', ...others] = titles;
  if (others.length === 0) return 0;
  for (let at = 1; at < first.length; at++) {
    const end = first.slice(at);
    if (!/^[-_ .(]\P{N}+$/u.test(end)) continue;
    if (others.every((title) => title.length > end.length && title.endsWith(end))) return end.length;
  }
  return 0;
}
