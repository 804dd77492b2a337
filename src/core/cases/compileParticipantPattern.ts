import { ok, type Result } from '../base/result';
import { compilePattern } from '../text/safePattern';
import type { ParticipantName, ParticipantPattern } from './participantPattern';

/**
 * Compiles `participantId` of verbatim.yaml. The participant's id is what the group `id` matched, or the whole match where the
 * pattern has no such group; matches that are empty count for nothing. The reason of a refusal is a sentence for a person.
 * Linear in the length of what it is matched with.
 */
export function compileParticipantPattern(source: string): Result<ParticipantPattern, string> {
  const compiled = compilePattern(source);
  if (!compiled.ok) return compiled;
  const namesIn = (text: string): readonly ParticipantName[] => {
    const names = new Map<string, ParticipantName>();
    for (const match of compiled.value.matchAll(text.normalize('NFC'))) {
      const { groups } = match;
      const id = groups.get('id') ?? match.text;
      if (id === '' || names.has(id)) continue;
      names.set(id, { id, case: groups.get('case') ?? null, role: groups.get('role') ?? null });
    }
    return [...names.values()];
  };
  return ok({
    namesIn,
    nameOf: (id) => {
      const [first] = namesIn(id);
      return first?.id === id ? first : null;
    },
  });
}
