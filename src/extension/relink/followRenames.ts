import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import { tell } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showInformation, showWarning } from '../say';
import { Soon } from '../soon';
import type { OpenStudy } from '../study/openStudies';
import { askCases } from './askCases';

/** Files come and go in bursts; renames are looked for after this many milliseconds of quiet. */
const quiet = 200;

/** Follows transcripts that other programs rename, when a study is opened and whenever its files change; what is in doubt is asked. */
export function followRenames(deps: Deps): Disposable {
  const held = new DisposableStore();
  const waiting = new Set<OpenStudy>();
  /** What was said already: a person who leaves a question is not asked again in this window. */
  const told = new Set<string>();
  const look = async (): Promise<void> => {
    const now = [...waiting].filter((open) => deps.studies.all.includes(open));
    waiting.clear();
    // Where nothing may be written, nothing is followed; trust brings another look.
    if (!vscode.workspace.isTrusted) return;
    for (const open of now) await follow(open, told);
  };
  const soon = held.add(
    new Soon(() => {
      look().catch((error: unknown) => {
        deps.log.error('Following renamed transcripts failed.', error);
      });
    }, quiet),
  );
  const all = (): void => {
    for (const open of deps.studies.all) waiting.add(open);
    soon.ask();
  };
  held.add(deps.studies.onDidChangeList(all));
  held.add(vscode.workspace.onDidGrantWorkspaceTrust(all));
  held.add(
    deps.studies.onDidChangeStudy(({ open, change }) => {
      if (change.kind !== 'frame') return;
      waiting.add(open);
      soon.ask();
    }),
  );
  return held;
}

async function follow(open: OpenStudy, told: Set<string>): Promise<void> {
  const { t } = vscode.l10n;
  const { done, open: doubtful, failed } = await open.session.followRenames();
  const isNew = (words: string): boolean => {
    const key = `${open.root.toString()}\0${words}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  };
  for (const sentence of failed) if (isNew(sentence)) void showWarning(sentence);
  for (const { stray, to } of done) if (to[0] !== undefined) void tellDone(open, stray.transcript, to[0]);
  const renamed = new Set(done.map(({ stray }) => stray.transcript));
  const asked = new Set<StudyPath>();
  for (const { stray, to, sure } of doubtful) {
    const from = stray.transcript;
    if (renamed.has(from) || asked.has(from) || !isNew(from)) continue;
    asked.add(from);
    const text =
      sure && to[0] !== undefined
        ? t('“{0}” seems to be called “{1}” now. Its segments wait for your word.', baseName(from), baseName(to[0]))
        : t('“{0}” is not there any more, and its text stands in other transcripts.', baseName(from));
    void offer(open, text, from);
  }
}

/** Says that my segments went along; those of other coders go only where the person says so. */
async function tellDone(open: OpenStudy, from: StudyPath, to: StudyPath): Promise<void> {
  const { t } = vscode.l10n;
  const others = open.study.strays.filter(({ transcript }) => transcript === from);
  const too = t('Relink Others’ Too');
  const said = t('“{0}” is called “{1}” now; your segments went with it.', baseName(from), baseName(to));
  if (others.length === 0) void showInformation(said);
  else if ((await showInformation(`${said} ${t('Those of other coders did not.')}`, too)) === too) {
    for (const stray of others) tell(await open.session.relink(stray, to));
  }
  await askCases(open, from, to);
}

async function offer(open: OpenStudy, text: string, from: StudyPath): Promise<void> {
  const relink = vscode.l10n.t('Relink…');
  if ((await showWarning(text, relink)) !== relink) return;
  await vscode.commands.executeCommand(commands.relinkTranscript.id, { root: open.root.toString(), path: from });
}
