import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { codedTranscript, eventually, readText, segmentsOf, show, uriOf, writeText } from './support';

const codebook = 'codebooks/peer-worker-change-model.yaml';
const coded = 'transcripts/symbols.txt';
const text = 'I: How was it?\n\nR: We clicked at once.\n';

/** Where some words stand in a document, a few signs into them. */
function placeOf(document: vscode.TextDocument, words: string, into = 2): vscode.Position {
  const at = document.getText().indexOf(words);
  assertOk(at >= 0, `“${words}” is there`);
  return document.positionAt(at + into);
}

async function textAt({ uri, range }: { readonly uri: vscode.Uri; readonly range: vscode.Range }): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText(range);
}

async function definitionsAt(document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    position,
  );
  return Promise.all(
    found.map((one) =>
      'targetUri' in one
        ? textAt({ uri: one.targetUri, range: one.targetSelectionRange ?? one.targetRange })
        : textAt(one),
    ),
  );
}

describe('codes as symbols', () => {
  let transcript: vscode.TextDocument;
  let yaml: vscode.TextDocument;

  before(async () => {
    transcript = (await codedTranscript(coded, text, ['We clicked'])).document;
    yaml = (await show(codebook)).document;
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of [coded, segmentsOf(coded)]) await vscode.workspace.fs.delete(uriOf(path));
  });

  it('have their definition in the codebook: from a segment, and from where another code names them', async () => {
    assertEqual(await definitionsAt(transcript, placeOf(transcript, 'We clicked')), ['Making a connection'], 'segment');
    assertEqual(await definitionsAt(transcript, placeOf(transcript, 'How was')), [], 'words without a code');
    const named = placeOf(yaml, 'confusable: [making-a-connection', 'confusable: [mak'.length);
    assertEqual(await definitionsAt(yaml, named), ['Making a connection'], 'confusable');
    const from = placeOf(yaml, 'from: ', 'from: '.length + 1);
    assertEqual((await definitionsAt(yaml, from)).length, 1, 'a relation');
  });

  it('have their segments and what names them in codebooks as references', async () => {
    const references = async (document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> => {
      const found = await vscode.commands.executeCommand<readonly vscode.Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        position,
      );
      return Promise.all(
        found.map(async (one) => `${one.uri.path.split('/').at(-1) ?? ''}: ${(await textAt(one)).slice(0, 30)}`),
      );
    };
    const fromSegment = await eventually('the new segment among the references', async () => {
      const found = await references(transcript, placeOf(transcript, 'We clicked'));
      return found.includes('symbols.txt: We clicked') ? found : undefined;
    });
    assertOk(
      fromSegment.some((one) => one.startsWith('RIV1PW01.txt: ')),
      'a transcript that no editor shows',
    );
    assertOk(fromSegment.includes('peer-worker-change-model.yaml: making-a-connection'), 'named in the codebook');
    const fromYaml = await references(yaml, placeOf(yaml, 'id: making-a-connection', 'id: mak'.length));
    assertEqual([...fromYaml].sort(), [...fromSegment].sort(), 'the same from the codebook');
  });

  it('say over each code in the codebook how far it is used, also after more was coded', async () => {
    const titleAt = async (words: string): Promise<string> => {
      const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        yaml.uri,
        1000,
      );
      const { line } = placeOf(yaml, words);
      return lenses.find(({ range }) => range.start.line === line)?.command?.title ?? '';
    };
    const before = await eventually('the counts', async () => {
      const [, segments, transcripts] =
        /^(\d+) segments in (\d+) transcripts$/.exec(await titleAt('id: making-a-connection')) ?? [];
      return segments === undefined ? undefined : { segments: Number(segments), transcripts: Number(transcripts) };
    });
    const category = await titleAt('id: building-trusting-relationships');
    assertOk(/\d+ in \d+ transcripts with the codes under it$/.test(category), category);
    const more = 'transcripts/symbols2.txt';
    try {
      await codedTranscript(more, 'R: We clicked again.\n', ['clicked again']);
      await eventually('the new count', async () =>
        (await titleAt('id: making-a-connection')) ===
        `${before.segments + 1} segments in ${before.transcripts + 1} transcripts`
          ? true
          : undefined,
      );
    } finally {
      for (const path of [more, segmentsOf(more)]) await vscode.workspace.fs.delete(uriOf(path));
    }
  });

  it('are offered by name where a codebook names one, and told of where it does', async () => {
    const named = placeOf(yaml, 'confusable: [making-a-connection', 'confusable: [making'.length);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      yaml.uri,
      named,
      undefined,
      1000,
    );
    const item = list.items.find(({ insertText }) => insertText === 'hope-in-the-future');
    assertOk(item, 'another code');
    assertOk(item.filterText?.includes('Providing hope'), 'found by its name');
    assertOk(item.detail?.endsWith('Providing hope in the future'), item.detail ?? '');
    const { documentation } = item;
    assertOk(documentation instanceof vscode.MarkdownString && documentation.value.includes('thinkable'), 'definition');
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      yaml.uri,
      named,
    );
    const said = hovers.flatMap(({ contents }) =>
      contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')),
    );
    assertOk(
      said.some((one) => one.includes('first contact that shared experience')),
      said.join('\n'),
    );
  });

  it('are renamed from the codebook: one line of it changes, no segment does, and one undo takes it back', async () => {
    const [before, segments] = [await readText(codebook), await readText(segmentsOf(coded))];
    yaml = (await show(codebook)).document;
    const onId = placeOf(yaml, 'id: making-a-connection', 'id: mak'.length);
    const prepared = await vscode.commands.executeCommand<{ readonly placeholder: string }>(
      'vscode.prepareRename',
      yaml.uri,
      onId,
    );
    assertEqual(prepared.placeholder, 'Making a connection', 'at the id, the name is offered');
    await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', yaml.uri, onId, 'Connecting: first');
    const after = await readText(codebook);
    const changed = after.split('\n').filter((line, i) => line !== before.split('\n')[i]);
    assertEqual(changed, ['        name: "Connecting: first"'], 'lines that changed');
    assertEqual(await readText(segmentsOf(coded)), segments, 'segments');
    await vscode.commands.executeCommand('verbatim.undoCoding');
    await eventually('the old name', async () => ((await readText(codebook)) === before ? true : undefined));
    const refused = await vscode.commands
      .executeCommand('vscode.prepareRename', yaml.uri, new vscode.Position(0, 0))
      .then(
        () => 'taken',
        (error: unknown) => String(error),
      );
    assertOk(refused.includes('name or the id of a code'), refused);
  });

  it('keep what was coded with an id that was changed by hand: a problem says so, with a fix', async () => {
    const before = await readText(codebook);
    try {
      await writeText(codebook, before.replace('- id: making-a-connection', '- id: connecting'));
      const problem = await eventually('the problem at the new id', () =>
        vscode.languages.getDiagnostics(yaml.uri).find(({ code }) => code === 'changed-id'),
      );
      assertOk(problem.message.includes('“making-a-connection”'), problem.message);
      yaml = (await show(codebook)).document;
      await eventually('the editor to have the text', () => (yaml.getText().includes('connecting') ? true : undefined));
      const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        yaml.uri,
        problem.range,
      );
      const titles = actions.map(({ title }) => title).filter((title) => title.includes('making-a-connection'));
      assertEqual(titles.length, 2, titles.join(', '));
      const keep = actions.find(({ isPreferred }) => isPreferred === true);
      assertOk(
        keep?.edit && (await vscode.workspace.applyEdit(keep.edit)) && (await yaml.save()),
        'the fix is applied',
      );
      assertOk((await readText(codebook)).includes('merged: [making-a-connection]'), 'the old id is kept');
      await eventually('no problem', () =>
        vscode.languages.getDiagnostics(yaml.uri).some(({ code }) => code === 'changed-id') ? undefined : true,
      );
    } finally {
      await writeText(codebook, before);
    }
  });
});
