import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import type { Certainty, CodingAttributes } from '../../core/coding/codingAttributes';
import { usedAttributes, type TextAttribute, type UsedAttributes } from '../../core/project/usedAttributes';
import { settings } from '../ids';
import type { OpenStudy } from '../study/openStudy';
import { attributeName, certaintyMeaning } from './attributeWords';
import { acceptedRow, valueRows, type Offered, type ValueRow, type ValueSource } from './valueRows';

/** What a step gives: a value (null: none), the step before, or undefined where the person leaves. */
type Answer<T> = { readonly value: T | null } | 'back' | undefined;

const texts: readonly TextAttribute[] = ['target', 'deliveredBy', 'receivedBy'];

/**
 * Asks for certainty, target behaviour, who delivers and who receives, one after the other; Enter goes on and leaves what is `now`.
 * Only what differs from that; undefined where the person leaves.
 */
export async function askAttributes(
  open: OpenStudy,
  path: StudyPath,
  now: CodingAttributes,
  title: string,
): Promise<CodingAttributes | undefined> {
  const onlyMine = vscode.workspace.getConfiguration().get(settings.showSegmentsOf.key) === 'me';
  // Looked for while the person answers the first question.
  const offers = Promise.all([usedAttributes(open.study, path, onlyMine), peopleOf(open, path)]);
  // Told where it is waited for.
  offers.catch(() => undefined);
  const said: { -readonly [K in keyof CodingAttributes]: CodingAttributes[K] } = { ...now };
  for (let step = 0; step <= texts.length;) {
    const key = texts[step - 1];
    const at = { title, step: step + 1, totalSteps: texts.length + 1 };
    if (key === undefined) {
      const answer = await askCertainty(said.certainty ?? null, at);
      if (answer === undefined || answer === 'back') return undefined;
      said.certainty = answer.value;
      step++;
      continue;
    }
    const [used, people] = await offers;
    const answer = await askValue(key, offered(key, said[key] ?? null, used, people), at);
    if (answer === undefined) return undefined;
    if (answer === 'back') step--;
    else {
      said[key] = answer.value;
      step++;
    }
  }
  const differs = ([key, value]: [string, unknown]): boolean => value !== (now[key as keyof CodingAttributes] ?? null);
  return Object.fromEntries(Object.entries(said).filter(differs));
}

interface People {
  readonly participants: readonly string[];
  readonly speakers: readonly string[];
}

async function peopleOf({ study }: OpenStudy, path: StudyPath): Promise<People> {
  const coding = study.keptCoding(path) ?? (await study.inPassing(path));
  const labels = coding?.transcript.turns.flatMap(({ speaker }) => speaker ?? []) ?? [];
  return { participants: study.cases.participantsOf(path), speakers: [...new Set(labels)] };
}

function offered(key: TextAttribute, now: string | null, used: UsedAttributes, people: People): Offered {
  if (key === 'target') return { now, used: used.target, participants: [], speakers: [] };
  // Who delivers in one coding receives in another.
  const other = key === 'deliveredBy' ? used.receivedBy : used.deliveredBy;
  return { now, used: [...used[key], ...other], ...people };
}

interface Step {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

function askCertainty(now: Certainty | null, at: Step): Promise<Answer<Certainty>> {
  const { t } = vscode.l10n;
  const items = ([null, '+', '++'] as const).map((value) => ({
    label: value ?? t('No certainty'),
    description: [certaintyMeaning(value), value === now ? t('as it is') : '']
      .filter((part) => part !== '')
      .join(' · '),
    value,
  }));
  const pick = vscode.window.createQuickPick<(typeof items)[number]>();
  Object.assign(pick, at, {
    placeholder: t('{0}: how sure are you that the code is there?', attributeName('certainty')),
  });
  pick.items = items;
  pick.activeItems = items.filter(({ value }) => value === now);
  return answered(pick, () => pick.activeItems[0] && { value: pick.activeItems[0].value });
}

function askValue(key: TextAttribute, what: Offered, at: Step): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  const pick = vscode.window.createQuickPick<ValueItem>();
  const placeholder = t('{0}: choose, or type a value of your own', attributeName(key));
  Object.assign(pick, at, { placeholder, buttons: [vscode.QuickInputButtons.Back] });
  // As in the picker of codes: rows come in our order.
  if ('sortByLabel' in pick) Object.assign(pick, { sortByLabel: false });
  const show = (): void => {
    const items = valueRows(pick.value, what).map(itemOf);
    pick.items = items;
    pick.activeItems = items.slice(0, 1);
  };
  pick.onDidChangeValue(show);
  show();
  return answered(pick, () => acceptedRow(valueRows(pick.value, what), pick.activeItems[0]?.row));
}

interface ValueItem extends vscode.QuickPickItem {
  readonly row: ValueRow;
}

function itemOf(row: ValueRow): ValueItem {
  const { t } = vscode.l10n;
  const { value, source } = row;
  const icons: Readonly<Record<ValueSource, string>> = {
    now: 'check',
    none: 'circle-slash',
    used: 'history',
    participant: 'person',
    speaker: 'comment',
    typed: 'add',
  };
  const descriptions: Readonly<Record<ValueSource, string>> = {
    now: t('as it is'),
    none: t('nothing is said'),
    used: t('used before'),
    participant: t('participant of this transcript'),
    speaker: t('speaker of this transcript'),
    typed: t('as typed'),
  };
  return {
    row,
    label: value ?? t('No value'),
    description: descriptions[source],
    iconPath: new vscode.ThemeIcon(icons[source]),
    alwaysShow: true,
  };
}

/** Shows a box until it is answered, left, or the step before is asked for. */
function answered<T, I extends vscode.QuickPickItem>(
  pick: vscode.QuickPick<I>,
  answer: () => { readonly value: T | null } | undefined,
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const given = answer();
      if (given === undefined) return;
      resolve(given);
      pick.hide();
    });
    pick.onDidTriggerButton(() => {
      resolve('back');
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
