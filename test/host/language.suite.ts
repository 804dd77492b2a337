import * as vscode from 'vscode';
import { setWording } from '../../src/core/base/say';
import { assertEqual, assertOk } from '../support/plainAssert';
import { codedTranscript, eventually, readText, segmentsOf, uriOf, writeText } from './support';

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý' };

/** A language in which every word has an accent; what stands in braces is a place. */
const accented = (sentence: string): string => sentence.replace(/\{\d+\}|[aeiouy]/g, (part) => accents[part] ?? part);

describe('another language', () => {
  const [empty, coded] = ['transcripts/leer.txt', 'transcripts/sprache.txt'];

  before(() => {
    setWording(new Proxy({}, { get: (_table, sentence) => accented(String(sentence)) }));
  });

  after(async () => {
    setWording(null);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of [empty, coded, segmentsOf(coded)]) await vscode.workspace.fs.delete(uriOf(path));
  });

  it('is that in which problems say what is wrong and what to do', async () => {
    await writeText(empty, '');
    const problem = await eventually('the problem', () => vscode.languages.getDiagnostics(uriOf(empty))[0]);
    const words = problem.message.match(/[\p{L}]{2,}/gu) ?? [];
    assertOk(words.length > 5, problem.message);
    assertEqual(words.filter((word) => /[aeiouy]/.test(word)).join(' '), '', 'words without an accent');
  });

  it('is not that of the files: the log says in English what was done', async () => {
    await codedTranscript(coded, 'I: How was it?\n\nR: We spoke another language.\n', ['another language']);
    const found = await eventually('the entry', async () => {
      for (const [name] of await vscode.workspace.fs.readDirectory(uriOf('coding/coder1/log'))) {
        const log = await readText(`coding/coder1/log/${name}`);
        if (log.includes('another language')) return log;
      }
      return undefined;
    });
    assertOk(found.includes('"label":"Coded “another language” as '), 'an English label');
  });
});
