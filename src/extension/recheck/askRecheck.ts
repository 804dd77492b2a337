import * as vscode from 'vscode';
import { firstWords } from '../../core/text/shortened';
import { keyedPick, type KeyedChoice } from '../keyedPick';

/** A code, as the person reads it. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a person decides of a coding that was made under another wording of its code: one of these, or the id of a code that it was split into. */
export type RecheckDecision = 'fits' | 'allFit' | 'recode' | 'remove' | 'compare' | 'later' | { readonly part: string };

/** Longest beginnings of quotes and definitions in the box, in UTF-16 units. */
const longest = 120;

/**
 * Asks about one coding: the words above, what the code means now beside the first answer, and a key for each code that it was split into.
 * Undefined where the person left.
 */
export async function askRecheck(
  {
    quote,
    definition,
    left,
    parts,
  }: { readonly quote: string; readonly definition: string; readonly left: number; readonly parts: readonly Named[] },
  title: string,
): Promise<RecheckDecision | undefined> {
  const { t } = vscode.l10n;
  const choices: KeyedChoice<RecheckDecision>[] = [
    ...parts.map(({ id, name }, i) => ({
      answer: { part: id },
      ...(i < 9 ? { key: String(i + 1) } : {}),
      label: name,
      detail: t('It was split into this one.'),
    })),
    {
      answer: 'fits',
      icon: 'check',
      label: t('The code still fits'),
      detail: definition === '' ? '' : t('It means now: {0}', firstWords(definition, longest)),
    },
    ...(left > 1
      ? [
          {
            answer: 'allFit' as const,
            icon: 'check-all',
            label: t('It fits all {0} that are left', left),
            detail: t('One step, which undo takes back.'),
          },
        ]
      : []),
    { answer: 'recode', icon: 'edit', label: t('Give it another code…') },
    { answer: 'remove', icon: 'trash', label: t('Take the code off') },
    {
      answer: 'compare',
      icon: 'diff',
      label: t('Show what changed'),
      detail: t('The wording under which it was coded, beside that of now.'),
    },
    { answer: 'later', icon: 'clock', label: t('Decide later') },
  ];
  return keyedPick(choices, title, t('Coded: “{0}”', firstWords(quote, longest)));
}
