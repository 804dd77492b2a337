import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import { noPause } from '../../core/base/pause';
import type { Result } from '../../core/base/result';
import { studyPath, type StudyPath } from '../../core/base/studyPath';
import { addEntry, entryFieldsIn, setEntryFields } from '../../core/cases/casesEdits';
import { entryFieldRules, said, type EntryFields, type EntryName } from '../../core/cases/entryFields';
import type { Done } from '../../core/project/done';
import { casesFileName } from '../../core/project/studyFiles';
import { utf8Text } from '../../core/text/utf8';
import {
  idField,
  isEntryDraft,
  isEntryFormRequest,
  isEntryFormState,
  type EntryFormModel,
  type EntryTarget,
} from '../../protocol/entryForm';
import type { Draft, FieldFault } from '../../protocol/form';
import { mayWrite } from '../ask';
import { studyOf } from '../codebook/editCodebook';
import type { Deps } from '../deps';
import { panels } from '../ids';
import { Drafts } from '../panels/drafts';
import { FormPanel, type MergeWith } from '../panels/formPanel';
import { Forms, type DraftPlace } from '../panels/forms';
import { savedFirst } from '../savedFirst';
import { showInformation } from '../say';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudy';
import { showLine } from '../study/showLine';
import { entryFaults, entryFormModel, entryName, type FoundEntry } from './entryFormModel';
import { speakerLabels, type SpeakerLabel } from './speakerLabels';

/** The forms of cases, participants and transcripts. */
export function entryForms(deps: Deps): Forms<EntryTarget, EntryFields> {
  return new Forms({
    create: () => vscode.window.createWebviewPanel(panels.entryForm, '', vscode.ViewColumn.Active),
    drafts: new Drafts(deps.context.workspaceState, 'verbatim.entryDrafts', isEntryDraft),
    // A NUL parts what URIs and ids cannot hold.
    keyOf: ({ root, level, id }) => [root, level, id].join('\0'),
    isKept: isEntryFormState,
    fill: (panel, target, draft, become) => new EntryForm(deps, panel, target, draft, become),
  });
}

class EntryForm extends FormPanel<EntryTarget, EntryFields, string, never> {
  /** The id of what was just made. */
  private made = '';

  constructor(
    deps: Deps,
    panel: vscode.WebviewPanel,
    target: EntryTarget,
    draft: DraftPlace<EntryFields>,
    private readonly become: (target: EntryTarget) => void,
  ) {
    super(deps, panel, target, {
      script: 'entryForm',
      title: vscode.l10n.t('Edit Cases'),
      takes: isEntryFormRequest,
      rules: entryFieldRules,
      draft,
    });
    this.entitle();
    this.held.add(
      deps.studies.onDidChangeStudy(({ open, change }) => {
        const isThis = open.root.toString() === this.target.root && change.kind === 'transcript';
        if (isThis && this.target.level === 'transcript' && change.path === this.target.id) this.show();
      }),
    );
  }

  protected name(): string {
    const name = entryName(this.target, this.open()?.study.cases);
    // Beside the tab of its text.
    return this.target.level === 'transcript' ? vscode.l10n.t('{0}: Details', name) : name;
  }

  protected async model(draft: Draft<EntryFields> | null, fields?: EntryFields): Promise<EntryFormModel<EntryTarget>> {
    return entryFormModel(this.target, await this.found(fields), draft);
  }

  protected faults(wanted: EntryFields, base: EntryFields): readonly FieldFault[] | null {
    const open = this.open();
    return open ? entryFaults(this.target, open.study.cases, wanted, base) : null;
  }

  protected async change(
    wanted: EntryFields,
    merge: MergeWith<EntryFields>,
  ): Promise<Result<Done, string> | undefined> {
    const open = this.open();
    if (!open) return undefined;
    const { level } = this.target;
    const isNew = this.target.id === '';
    const name: EntryName = { level, id: isNew ? said(wanted, idField) : this.target.id };
    const file = open.study.project.casesFile ?? (casesFileName as StudyPath);
    if (!(await mayWrite()) || !(await ensureCoder(open)) || !(await savedFirst(open, file))) return undefined;
    const outcome = await open.session.editCases(labelOf(name, isNew), (text) => {
      const now = isNew ? entryFieldsIn(text, { level, id: '' }) : entryFieldsIn(text, name);
      if (!now.ok) return now;
      const merged = merge(now.value);
      if (!merged.ok) return merged;
      if (!isNew) return setEntryFields(text, name, merged.value);
      return addEntry(
        text,
        name,
        Object.fromEntries(Object.entries(merged.value).filter(([field]) => field !== idField)),
      );
    });
    if (outcome.ok && isNew) this.made = name.id;
    return outcome;
  }

  protected override saved(): void {
    if (this.made === '') return;
    this.target = { ...this.target, id: this.made };
    this.made = '';
    this.become(this.target);
    this.show();
  }

  protected async openFile(): Promise<void> {
    const open = this.open();
    if (!open) return;
    const { cases, project } = open.study;
    const file = project.casesFile;
    if (file === null) {
      void showInformation(vscode.l10n.t('This study has no file of cases yet. Saving the form makes it.'));
      return;
    }
    const { level, id } = this.target;
    const path = studyPath(id);
    const entry =
      level === 'case'
        ? cases.cases.get(id)
        : level === 'participant'
          ? cases.participants.get(id)
          : path.ok
            ? cases.transcriptsByPath.get(path.value)
            : undefined;
    await showLine(open, file, entry?.line ?? 1);
  }

  protected hearMore(): Promise<void> {
    return Promise.resolve();
  }

  private open(): OpenStudy | undefined {
    const open = studyOf(this.deps, this.target);
    if (this.target.level !== 'transcript') return open;
    const path = studyPath(this.target.id);
    return path.ok && open?.study.isTranscript(path.value) ? open : undefined;
  }

  private async found(fields?: EntryFields): Promise<FoundEntry | undefined> {
    const open = this.open();
    if (!open) return undefined;
    const [now, labels] = [fields ?? (await fieldsNow(open, this.target)), await labelsOf(open, this.target)];
    return { open, fields: now, labels };
  }
}

/** What the file says of an entry; nothing where it cannot be read: saving says why. */
async function fieldsNow({ study }: OpenStudy, { level, id }: EntryTarget): Promise<EntryFields> {
  const { casesFile } = study.project;
  const bytes = casesFile === null || id === '' ? undefined : await study.host.files.read(casesFile);
  const text = bytes && utf8Text(bytes);
  if (typeof text !== 'string') return {};
  const fields = entryFieldsIn(text, { level, id });
  return fields.ok ? fields.value : {};
}

async function labelsOf({ study }: OpenStudy, { level, id }: EntryTarget): Promise<readonly SpeakerLabel[]> {
  const path = studyPath(id);
  if (level !== 'transcript' || !path.ok) return [];
  const coding = await study.inPassing(path.value);
  if (coding === null) return [];
  const { text, transcript } = await coding.prepared(study.host.pause ?? noPause);
  return speakerLabels(text, transcript);
}

function labelOf({ level, id }: EntryName, isNew: boolean): string {
  switch (level) {
    case 'case':
      return isNew ? logLabel('Added the case “{0}”', id) : logLabel('Edited the case “{0}”', id);
    case 'participant':
      return isNew ? logLabel('Added the participant “{0}”', id) : logLabel('Edited the participant “{0}”', id);
    case 'transcript':
      return logLabel('Edited the details of “{0}”', id);
  }
}
