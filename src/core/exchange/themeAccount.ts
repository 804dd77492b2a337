import { compareCodeUnits } from '../base/order';
import type { Study } from '../project/study';
import type { ThemeSegment, ThemeSegments } from '../retrieval/themeSegments';
import { exportedParticipants, peopleOf } from './people';

/** A segment of a theme with the people in it: ids. */
export interface AccountedSegment {
  readonly found: ThemeSegment;
  readonly participants: readonly string[];
  readonly cases: readonly string[];
}

/** Segments that have something in common; `name` is null for those of which it is not known. */
export interface ThemeGroup {
  readonly name: string | null;
  /** Positions in `segments` of the account. */
  readonly segments: readonly number[];
}

/** A participant as they are spoken of. */
export interface AccountedParticipant {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly case: string | null;
}

/** A theme seen from all sides. A segment may be in several groups of one side. */
export interface ThemeAccount {
  readonly segments: readonly AccountedSegment[];
  /** By the top categories of the codes that bring them, in the order of the codebooks; null: taken in by themselves. */
  readonly byCategory: readonly ThemeGroup[];
  /** By the roles and cases of those who speak in them, by name. */
  readonly byRole: readonly ThemeGroup[];
  readonly bySite: readonly ThemeGroup[];
  /** Segments that contradict it, whether they are among its own or not. */
  readonly against: readonly AccountedSegment[];
  /** Participants who have no segment in it, nor one against it; by id. */
  readonly silent: readonly AccountedParticipant[];
}

/** Sorts what a theme has by category, role and site, and says who contradicts it and who is silent. O(segments log groups). */
export function themeAccount(
  study: Study,
  { segments, against }: Pick<ThemeSegments, 'segments' | 'against'>,
): ThemeAccount {
  const { cases, codes } = study;
  const withPeople = (found: ThemeSegment): AccountedSegment => ({
    found,
    ...(found.labels.length === 0 ? { participants: [], cases: [] } : peopleOf(study, found.transcript, found.labels)),
  });
  const own = segments.map(withPeople);
  const contrary = against.map(withPeople);
  const roleOf = (id: string): string | null => {
    const role = cases.participants.get(id)?.role ?? cases.variableValues('participant', id).get('role');
    return role === undefined ? null : String(role);
  };
  const heard = new Set([...own, ...contrary].flatMap(({ participants }) => participants));
  const order = new Map(codes.codebooks.flatMap(({ id }) => codes.roots(id)).map(({ id }, i) => [id, i]));
  const topOf = (code: string): string => codes.ancestorsOf(code)[0]?.id ?? code;
  const byTop = grouped(own, ({ found }) => found.place.codes.map(topOf));
  byTop.sort((a, b) => placeIn(order, a.name) - placeIn(order, b.name));
  return {
    segments: own,
    byCategory: byTop.map((group) => ({
      ...group,
      name: group.name === null ? null : (codes.byId(group.name)?.name ?? group.name),
    })),
    byRole: byName(grouped(own, ({ participants }) => participants.flatMap((id) => roleOf(id) ?? []))),
    bySite: byName(grouped(own, (one) => one.cases.map((id) => cases.cases.get(id)?.name ?? id))),
    against: contrary,
    silent: exportedParticipants(study, [])
      .filter(({ id }) => !heard.has(id))
      .map(({ id, case: site }) => ({
        id,
        name: cases.participants.get(id)?.name ?? id,
        role: roleOf(id),
        case: site === null ? null : (cases.cases.get(site)?.name ?? site),
      })),
  };
}

function placeIn(order: ReadonlyMap<string, number>, name: string | null): number {
  return name === null ? Infinity : (order.get(name) ?? order.size);
}

/** Puts positions of segments under each of their names; under null where they have none. */
function grouped(
  segments: readonly AccountedSegment[],
  namesOf: (one: AccountedSegment) => readonly string[],
): ThemeGroup[] {
  const groups = new Map<string | null, number[]>();
  for (const [i, one] of segments.entries()) {
    const names = new Set(namesOf(one));
    for (const name of names.size > 0 ? names : [null]) {
      const group = groups.get(name);
      if (group) group.push(i);
      else groups.set(name, [i]);
    }
  }
  return [...groups].map(([name, positions]) => ({ name, segments: positions }));
}

/** By name, what is not known last. */
function byName(groups: readonly ThemeGroup[]): readonly ThemeGroup[] {
  return groups.toSorted((a, b) =>
    a.name === null || b.name === null
      ? Number(a.name === null) - Number(b.name === null)
      : compareCodeUnits(a.name, b.name),
  );
}
