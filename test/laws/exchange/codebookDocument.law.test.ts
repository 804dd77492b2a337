import assert from 'node:assert/strict';
import fc from 'fast-check';
import { writeCodebookHtml } from '../../../src/core/exchange/document/writeCodebookHtml';
import { writeCodebookMarkdown } from '../../../src/core/exchange/document/writeCodebookMarkdown';
import { codebookDocument } from '../../../src/core/exchange/document/codebookDocument';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { joined, planned, segmentsFileOf } from '../../support/exchangeStudy';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';
import { runs } from '../../support/runs';

/** Characters that mean something in Markdown, HTML or YAML, and words between them. */
const hostile = fc
  .array(
    fc.constantFrom(
      '<b>',
      '</script>',
      '&amp;',
      '"',
      "'",
      '*x*',
      '_',
      '`',
      '# ',
      '- ',
      '1. ',
      '\n',
      '\n\n',
      '> ',
      '[a](b)',
      '|',
      '\\',
      'word',
      ' ',
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');

const written = new RegExp(
  '</?(?:html|head|body|meta|title|style|h[1-6]|p|b|ul|li|br|blockquote|footer)(?: (?:lang|charset|name|content)="[a-z0-9=-]*")*>|<!doctype html>',
  'g',
);

async function studyWith(
  definition: string,
  rule: string,
  codes: readonly (readonly string[])[] = [],
): ReturnType<typeof openStudy> {
  const book = [
    'verbatim-codebook: 1',
    'id: small',
    'name: Small',
    'codes:',
    '  - id: top',
    `    name: ${JSON.stringify(`Top ${rule.replace(/\s/g, ' ')}`)}`,
    `    definition: ${JSON.stringify(definition)}`,
    `    include: [${JSON.stringify(rule)}]`,
    '    codes:',
    '      - {id: left, name: Left, merged: [old]}',
    '      - {id: right, name: Right}',
    '',
  ].join('\n');
  const rows = codes.map((its, i): SegmentRow => {
    const [start, end] = [i, i + 4];
    return { id: `s${i}`, start, end, quote: interviewText.slice(start, end), codings: its.map((code) => ({ code })) };
  });
  return openStudy(
    smallStudyFiles({
      'codebooks/small.yaml': book,
      [`coding/ada/segments/${interview}.jsonl`]: segmentsFileOf(interview, interviewText, 'ada', rows),
    }),
  );
}

describe('law: the codebook as a document', () => {
  it('no text of a codebook becomes a tag of the page, and every text is on it', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (definition, rule) => {
        const { study } = await studyWith(definition, rule);
        const html = await joined(writeCodebookHtml(await planned(study)));
        const body = html.slice(html.indexOf('<body>'));
        const texts = body.replaceAll('<br>', '\n').replace(written, '');
        assert.doesNotMatch(texts, /[<>"']/);
        const read = texts.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
        const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());
        const there = new Set(lines(read.replace(/^(Definition|Use it when): ?/gm, '')));
        for (const line of [...lines(definition.trim()), ...lines(rule.trim())])
          assert.ok(there.has(line), `${line}\n${read}`);
      }),
      { seed: 1201, numRuns: runs(60) },
    );
  });

  it('no text of a codebook begins a heading, list, quote or tag in Markdown', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (definition, rule) => {
        const { study } = await studyWith(definition, rule);
        const plain = await joined(writeCodebookMarkdown(await planned((await studyWith('Plain.', 'Plain.')).study)));
        const text = await joined(writeCodebookMarkdown(await planned(study)));
        const marks = (all: string): string[] => all.split('\n').flatMap((line) => /^(#+|- |> )/.exec(line)?.[1] ?? []);
        assert.deepEqual(marks(text), marks(plain));
        assert.doesNotMatch(text.replace(/\\./g, ''), /[<`[\]_|~]/);
      }),
      { seed: 1202, numRuns: runs(60) },
    );
  });

  it('counts what a plain count of the codings says, a segment once for all codes below a category', async () => {
    const code = fc.constantFrom('top', 'left', 'right', 'old', 'unknown');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uniqueArray(code, { maxLength: 4 }), { maxLength: 20 }), async (all) => {
        const { study } = await studyWith('A.', 'B.', all);
        const document = await codebookDocument(await planned(study));
        const counted = new Map(
          document.codebooks.flatMap(({ codes }) => codes).map((one) => [one.code.id, one.counts]),
        );
        const having = (ids: readonly string[]): number =>
          all.filter((its) => its.some((id) => ids.includes(id))).length;
        assert.equal(counted.get('left')?.segments, having(['left', 'old']));
        assert.equal(counted.get('right')?.segments, having(['right']));
        assert.equal(counted.get('top')?.segments, having(['top']));
        assert.equal(counted.get('top')?.segmentsWithBelow, having(['top', 'left', 'right', 'old']));
      }),
      { seed: 1203, numRuns: runs(60) },
    );
  });
});
