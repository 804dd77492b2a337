import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import type { RenamedTranscript } from '../../core/project/followKnownRename';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { tell } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showInformation, showWarning } from '../say';
import { Soon } from '../soon';
import type { OpenStudy } from '../study/openStudy';
import { askCases } from './askCases';
import { renamesHere } from './renamesHere';

/** Files come and go in bursts; renames are looked for after this many milliseconds of quiet. */
const quiet = 200;

/**
 * Follows transcripts that are renamed: in VS Code, which knows both names, and by other programs, when a study is opened and whenever
 * its files change. What is in doubt is asked.
 */
export function followRenames(deps: Deps): Disposable {
  const held = new DisposableStore();
  const waiting = new Set<OpenStudy>();
  /** What was said already: a person who leaves a question is not asked again in this window. */
  const told = new Set<string>();
  /** What VS Code renames is followed before anything is looked for. */
  let renaming: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<void> => {
    const now = [...waiting].filter((open) => deps.studies.all.includes(open));
    waiting.clear();
    await renaming;
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
  held.add(
    renamesHere(deps, (open, rename, edited) => {
      if (!vscode.workspace.isTrusted) return;
      renaming = renaming
        .then(() => followHere(open, rename, edited, told))
        .catch((error: unknown) => {
          deps.log.error('Following a renamed transcript failed.', error);
        });
    }),
  );
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

/** Follows what was renamed in VS Code; what belongs to other coders is asked once, here. */
async function followHere(
  open: OpenStudy,
  rename: RenamedTranscript,
  edited: readonly TranscriptCoding[],
  told: Set<string>,
): Promise<void> {
  const { t } = vscode.l10n;
  const { followKnownRename } = await import('../../core/project/followKnownRename');
  const isOpen = (path: StudyPath): boolean => {
    const uri = open.uriOf(path).toString();
    return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri);
  };
  const { done, others, failed } = await followKnownRename(open.session, rename, edited, isOpen);
  for (const { from } of [...done, ...others]) told.add(toldKey(open, from));
  for (const sentence of failed) void showWarning(sentence);
  const [one, ...more] = done;
  if (one !== undefined && more.length === 0) void tellDone(open, one.from, one.to);
  else if (more.length > 0) void tellAll(open, done);
  for (const { from, to } of others) {
    const said = t(
      '“{0}” is called “{1}” now. Its segments of other coders wait for your word.',
      baseName(from),
      baseName(to),
    );
    void offer(open, said, from);
  }
}

async function tellAll(open: OpenStudy, done: readonly RenamedTranscript[]): Promise<void> {
  const { t } = vscode.l10n;
  const left = open.study.strays.some(({ transcript }) => done.some(({ from }) => from === transcript));
  const said = t('{0} transcripts were renamed; your segments went with them.', done.length);
  void showInformation(left ? `${said} ${t('Those of other coders did not.')}` : said);
  for (const { from, to } of done) await askCases(open, from, to);
}

function toldKey(open: OpenStudy, words: string): string {
  return `${open.root.toString()}\0${words}`;
}

async function follow(open: OpenStudy, told: Set<string>): Promise<void> {
  const { t } = vscode.l10n;
  const { done, named, open: doubtful, failed } = await open.session.followRenames();
  const isNew = (words: string): boolean => {
    const key = toldKey(open, words);
    if (told.has(key)) return false;
    told.add(key);
    return true;
  };
  for (const sentence of failed) if (isNew(sentence)) void showWarning(sentence);
  for (const { stray, to } of done) if (to[0] !== undefined) void tellDone(open, stray.transcript, to[0]);
  for (const { from, to } of named) {
    const said = t(
      '“{0}” is called “{1}” now; what you marked and wrote of it went with it.',
      baseName(from),
      baseName(to),
    );
    void showInformation(said);
    await askCases(open, from, to);
  }
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
