import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import type { EntryTarget } from '../../protocol/entryForm';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** Lets a person choose a participant of the study, of a transcript alone where one is given; there the only one is not asked for. */
export async function chooseParticipant(
  open: OpenStudy | undefined,
  path: StudyPath | null,
): Promise<EntryTarget | undefined> {
  if (!open) return undefined;
  const { t } = vscode.l10n;
  const { cases, transcripts } = open.study;
  const ids =
    path === null
      ? [...cases.participants.keys(), ...transcripts.flatMap((one) => cases.participantsOf(one.path))]
      : cases.participantsOf(path);
  const items = [...new Set(ids)].map((id) => {
    const person = cases.participants.get(id);
    const where = [cases.caseOf(id), person?.role].filter((part) => part != null);
    return {
      id,
      label: person?.name ?? id,
      description: [...(person && person.name !== id ? [id] : []), ...where].join(' · '),
    };
  });
  if (path !== null && items.length === 0) {
    void showInformation(
      t(
        'Nothing says yet who speaks in this transcript. “Edit Transcript Details…” says it; “New Participant…” adds a person.',
      ),
    );
    return undefined;
  }
  const [only] = items;
  if (path !== null && items.length === 1 && only) return targetOf(open, 'participant', only.id);
  return choose(open, 'participant', t('Edit Which Participant?'), t('New Participant…'), items);
}

/** Lets a person choose a case of the study. */
export async function chooseCase(open: OpenStudy | undefined): Promise<EntryTarget | undefined> {
  if (!open) return undefined;
  const { t } = vscode.l10n;
  const { cases, transcripts } = open.study;
  const ids = [...cases.cases.keys(), ...transcripts.flatMap(({ path }) => cases.casesOf(path))];
  const items = [...new Set(ids)].map((id) => {
    const name = cases.cases.get(id)?.name ?? id;
    return { id, label: name, description: name === id ? '' : id };
  });
  return choose(open, 'case', t('Edit Which Case?'), t('New Case…'), items);
}

async function choose(
  open: OpenStudy,
  level: EntryTarget['level'],
  title: string,
  addition: string,
  items: readonly (vscode.QuickPickItem & { readonly id: string })[],
): Promise<EntryTarget | undefined> {
  const picked = await vscode.window.showQuickPick(
    [...items, { id: '', label: `$(add) ${addition}`, description: '' }],
    {
      title,
      matchOnDescription: true,
    },
  );
  return picked && targetOf(open, level, picked.id);
}

function targetOf(open: OpenStudy, level: EntryTarget['level'], id: string): EntryTarget {
  return { root: open.root.toString(), level, id };
}
