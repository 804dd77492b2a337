import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { joinPath } from '../../../src/core/base/studyPath';
import { codebookSymbols, entryOfCode, symbolAt } from '../../../src/core/codebook/codebookSymbols';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import { nodeDigester } from '../../support/digest';

const text = `%YAML 1.2
---
verbatim-codebook: 1
id: a
name: A
note: >-
  codes:
    - id: in-a-text
codes:
  # the first
  - id: bond   # stays
    name: "Bond: \\"tie\\""
    definition: Words
      that go on
    confusable: [link, 'tie' , "x"]
    codes:
    - id: link
      name: It's a link
      merged:
        - old-link   # was it
        - &mark older
  - {id: tie, name: 'It''s', x-own: {id: no, merged: [no]},
     split: [one,
             two]}
  -
    id: later
    name: Later
      on
themes:
- {"id":"t","name":"T","codes":[bond,link]}
relations: [{id: r, from: bond, to: link}, {id: s, from: tie, to: r}]
`;

const said = (of: string): { entries: string[]; mentions: string[] } => {
  const { entries, mentions } = codebookSymbols(of);
  const at = ({ start, end }: { start: number; end: number }): string => of.slice(start, end);
  return {
    entries: entries.map(({ kind, idSpan, nameSpan }) => `${kind} ${at(idSpan)} ${nameSpan ? at(nameSpan) : '–'}`),
    mentions: mentions.map(({ role, span }) => `${role} ${at(span)}`),
  };
};

describe('codebookSymbols', () => {
  it('finds what is defined and named, in lines and in brackets, and nothing in texts', () => {
    assert.deepEqual(said(text), {
      entries: [
        'code bond "Bond: \\"tie\\""',
        "code link It's a link",
        "code tie 'It''s'",
        'code later –',
        'theme t "T"',
        'relation r –',
        'relation s –',
      ],
      mentions: [
        'confusable link',
        'confusable tie',
        'confusable x',
        'merged old-link',
        'merged older',
        'split one',
        'split two',
        'theme bond',
        'theme link',
        'from bond',
        'to link',
        'from tie',
        'to r',
      ],
    });
  });

  it('knows how far an entry goes, with the codes under it', () => {
    const symbols = codebookSymbols(text);
    const whole = (id: string): string => {
      const entry = entryOfCode(symbols, id);
      assert.ok(entry, id);
      return text.slice(entry.whole.start, entry.whole.end);
    };
    assert.ok(whole('bond').startsWith('id: bond') && whole('bond').endsWith('- &mark older'));
    assert.ok(whole('link').startsWith('id: link') && whole('link').endsWith('- &mark older'));
    assert.ok(whole('tie').startsWith('{id: tie') && whole('tie').endsWith('two]}'));
    assert.equal(entryOfCode(symbols, 't'), undefined, 'a theme is no code');
  });

  it('tells what stands at a place', () => {
    const symbols = codebookSymbols(text);
    const at = (words: string, into: number): unknown => {
      const found = symbolAt(symbols, text.indexOf(words) + into);
      return found && ('mention' in found ? `named ${found.mention.id}` : `${found.on} of ${found.entry.id}`);
    };
    assert.equal(at('bond   #', 4), 'id of bond');
    assert.equal(at('"Bond: ', 3), 'name of bond');
    assert.equal(at("'tie' ,", 1), 'named tie');
    assert.equal(at('Words', 2), null);
  });

  it('reads what somebody is typing: what is not closed ends with what stands less deep', () => {
    const rest = '\n  - id: b\n    name: B\n    merged: [c]\n';
    for (const begun of [
      'confusable: [x',
      'confusable: [x, ',
      'definition: "begun',
      "note: 'begun",
      'codes: [{id: y',
      'x',
    ])
      assert.deepEqual(
        said(`codes:\n  - id: a\n    name: A\n    ${begun}${rest}`).entries.filter((one) => !one.includes(' y ')),
        ['code a A', 'code b B'],
        begun,
      );
    assert.deepEqual(said(`codes:\n  - id: a\n    confusable: [x${rest}`).mentions, ['confusable x', 'merged c']);
    assert.deepEqual(said('').entries, []);
  });

  it('finds in the built-in codebooks every code and name that the parser finds', async () => {
    for (const name of ['bcttv1', 'bcttv1-relational', 'peer-worker-change-model', 'peer-worker-conditions']) {
      const book = readFileSync(`media/codebooks/${name}.yaml`, 'utf8');
      const { codebook } = await readCodebook(joinPath('b.yaml'), book, nodeDigester);
      assert.ok(codebook);
      assert.equal(codebook.text, book);
      const { entries, mentions } = codebookSymbols(book);
      assert.deepEqual(
        entries.filter(({ kind }) => kind === 'code').map(({ id }) => id),
        codebook.codes.map(({ id }) => id),
      );
      const named = codebook.codes.flatMap(({ entry }) => entry.confusable ?? []);
      assert.deepEqual(
        mentions.filter(({ role }) => role === 'confusable').map(({ id }) => id),
        named,
      );
    }
  });
});
