import assert from 'node:assert/strict';
import { setWording } from '../../../src/core/base/say';
import { interview, openStudy, smallStudyFiles } from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý' };

/** A language in which every word has an accent; places stay. */
const accented = (sentence: string): string => sentence.replace(/\{\d+\}|[aeiouy]/g, (part) => accents[part] ?? part);

describe('a study in another language', () => {
  before(() => {
    setWording(new Proxy({}, { get: (_table, sentence) => accented(String(sentence)) }));
  });
  after(() => {
    setWording(null);
  });

  it('says in it what is wrong and what to do, whatever room of core finds it', async () => {
    const header = {
      verbatim: 'segments',
      version: 1,
      transcript: interview,
      text: `sha256:${'0'.repeat(64)}`,
      coder: 'ada',
    };
    const row = { id: 'q', start: 0, end: 4, quote: 'Qxz', prefix: '', suffix: '', codings: [{ code: 'zz' }] };
    const { study } = await openStudy(
      smallStudyFiles({
        [mine]: `${JSON.stringify(header)}\n${JSON.stringify(row)}\n{\n`,
        'transcripts/Q.txt': '',
        'transcripts/W.vtt': '\n00:00:99 --> 1\n',
        'cases.yaml': 'a: [\n',
        'coding/QQ Z/coder.yaml': 'x\n',
      }),
    );
    const { problems } = study;
    assert.ok(new Set(problems.map(({ rule }) => rule)).size >= 5, problems.map(({ rule }) => rule).join(' '));
    // Paths, ids and what is quoted from files have no accents of this language.
    const plain = (text: string): string[] =>
      (text.replace(/“[^”]*”|\S+\.(?:txt|vtt|yaml|md|srt)\b/g, '').match(/\p{L}{2,}/gu) ?? []).filter((word) =>
        /[aeiouy]/.test(word),
      );
    for (const { rule, message, remedy } of problems) {
      assert.deepEqual([...plain(message), ...plain(remedy)], [], `${rule}: ${message} ${remedy}`);
    }
  });
});
