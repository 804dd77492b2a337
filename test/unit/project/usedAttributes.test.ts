import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { cycleCertainty, setCodingAttributes } from '../../../src/core/coding/segmentOperations';
import { usedAttributes } from '../../../src/core/project/usedAttributes';
import { FileAccessError } from '../../../src/core/project/host';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const header = '{"verbatim":"segments","version":1,"transcript":"x","text":"sha256:0","coder":"bea"}\n';
const row = (codings: readonly object[], memo = ''): string =>
  `${JSON.stringify({ id: 's', start: 0, end: 1, quote: 'q', codings, memo })}\n`;

describe('usedAttributes', () => {
  const other = 'transcripts/INT2.txt';
  const files = () =>
    smallStudyFiles({
      [other]: 'R: Hello.\n',
      'coding/bea/coder.yaml': 'verbatim-coder: 1\nname: Bea\n',
      [`coding/bea/segments/${other}.jsonl`]:
        header +
        row([
          { code: 'a', target: 'ringing “my” sister', deliveredBy: 'PW01' },
          { code: 'b', target: 'ringing “my” sister', receivedBy: ' ' },
        ]) +
        row([{ code: 'a', target: 'say "no"' }], 'I wrote "target":"nothing" and {"target":"none"} here'),
      [`coding/ada/segments/${interview}.jsonl`]: header + row([{ code: 'a', deliveredBy: 'SU01', target: 'walking' }]),
    });

  it('has every value once, the most used first, those of the transcript at hand before others as often used', async () => {
    const { study } = await openStudy(files());
    assert.deepEqual(await usedAttributes(study, interview, false), {
      target: ['ringing “my” sister', 'walking', 'say "no"'],
      deliveredBy: ['SU01', 'PW01'],
      receivedBy: [],
    });
  });

  it('shows nobody what colleagues said where these are not shown', async () => {
    const { study } = await openStudy(files());
    assert.deepEqual((await usedAttributes(study, other as StudyPath, true)).target, ['walking']);
  });

  it('reads rows as other programs write them', async () => {
    const some = files();
    const python =
      '{"id": "s", "start": 0, "end": 1, "quote": "q", "memo": "so \\"target\\": \\"none\\"", "codings": [{"code": "a", "target" : "running"}]}\n';
    some.set(`coding/ada/segments/${interview}.jsonl`, header + python);
    const { study } = await openStudy(some);
    assert.deepEqual((await usedAttributes(study, interview, true)).target, ['running']);
  });

  it('passes over values that are no names, and files that are too large, and goes on behind them', async () => {
    const some = files();
    const { study } = await openStudy(some);
    const mine = `coding/ada/segments/${interview}.jsonl`;
    const walking = row([{ code: 'a', target: 'walking' }]);
    for (const long of ['a'.repeat(12_000_000), '\n'.repeat(6_000_000)]) {
      some.set(mine, header + row([{ code: 'a', target: long }]) + walking);
      assert.deepEqual((await usedAttributes(study, interview, true)).target, ['walking']);
    }
    some.set(mine, `${header}${walking}${' '.repeat(17_000_000)}\n`);
    assert.deepEqual((await usedAttributes(study, interview, false)).target, ['ringing “my” sister', 'say "no"']);
    some.set(mine, `${header}{"target":"never ends`);
    assert.deepEqual((await usedAttributes(study, interview, true)).target, []);
  });

  it('leaves out what cannot be read', async () => {
    const some = files();
    const { study } = await openStudy(some);
    some.refusing = (path) =>
      path.includes('/bea/') ? new FileAccessError(path, 'no-permission', undefined) : undefined;
    assert.deepEqual((await usedAttributes(study, interview, false)).target, ['walking']);
  });
});

describe('attributes of a coding in a study', () => {
  const mine = `coding/ada/segments/${interview}.jsonl`;

  it('are applied with the code in one step, and one undo takes both back to the byte', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    const clicked = spanOfWords(interviewText, 'just clicked');
    const sister = spanOfWords(interviewText, 'my sister');
    const apply = (span: typeof clicked, attributes = {}) =>
      session.change(interview, (own, { text }) =>
        applyCodes(own, text, span, ['connection'], session.tools(), attributes),
      );
    assert.ok((await apply(clicked)).ok);
    const before = files.text(mine);
    assert.ok((await apply(sister, { certainty: '++', receivedBy: 'SU01' })).ok);
    assert.match(files.text(mine), /"certainty":"\+\+","receivedBy":"SU01","codeDigest"/);
    assert.ok((await session.undo()).ok);
    assert.equal(files.text(mine), before);
    assert.ok((await session.redo()).ok);
    assert.match(files.text(mine), /"certainty":"\+\+"/);
  });

  it('are set afterwards and undone to the byte, whatever their order', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    const clicked = spanOfWords(interviewText, 'just clicked');
    await session.change(interview, (own, { text }) => applyCodes(own, text, clicked, ['connection'], session.tools()));
    const id = (JSON.parse(files.text(mine).split('\n')[1] ?? '') as { id: string }).id;
    const texts = [files.text(mine)];
    const said = [{ target: 'walking' }, { deliveredBy: 'PW01', certainty: '+' as const }, { target: null }];
    for (const attributes of said) {
      const tools = session.tools();
      assert.ok(
        (await session.change(interview, (own) => setCodingAttributes(own, id, 'connection', attributes, tools))).ok,
      );
      texts.push(files.text(mine));
    }
    assert.ok((await session.change(interview, (own) => cycleCertainty(own, id, 'connection', session.tools()))).ok);
    assert.match(files.text(mine), /"certainty":"\+\+","deliveredBy":"PW01"/);
    for (const text of texts.reverse()) {
      assert.ok((await session.undo()).ok);
      assert.equal(files.text(mine), text);
    }
  });
});
