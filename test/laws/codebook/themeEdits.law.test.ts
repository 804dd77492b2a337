import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StudyPath } from '../../../src/core/base/studyPath';
import type { ThemeEntry } from '../../../src/core/codebook/codebookFile';
import {
  addCodesToTheme,
  addTheme,
  decideSegments,
  markAgainst,
  moveCodeInTheme,
  moveTheme,
  removeCodesFromTheme,
  removeTheme,
  setThemeText,
  type SegmentDecision,
  type ThemeText,
} from '../../../src/core/codebook/themeEdits';
import type { EditedText } from '../../../src/core/yaml/yamlEdit';
import { readYaml } from '../../../src/core/yaml/yamlFile';
import { runs } from '../../support/runs';
import { openStudy, smallStudyFiles } from '../../support/smallStudy';

const book = 'codebooks/small.yaml' as StudyPath;
const start = `# notes on top
verbatim-codebook: 1
id: small
name: Small
codes:
  - {id: bond, name: Bond}   # a comment
  - id: change
    name: "Change"
themes:
  # lead of t0
  - id: t0
    name: 'Zero'   # comment of t0
    note: |
      several

      lines
    codes: [bond]
  - {id: t1, name: One, codes: [change, bond]}

  - id: t2
    name: Two
    include:
      - s0
# foot
`;

interface Step {
  readonly theme: number;
  readonly edit: (text: string, id: string) => EditedText;
  /** The same on what the file says; null where the theme goes. */
  readonly meant: (theme: Model) => Model | null;
}
type Model = Record<string, unknown> & { readonly id: string };

const codes = fc.subarray(['bond', 'change', 'other'], { minLength: 1 });
const segments = fc.subarray(['s0', 's1', 's2'], { minLength: 1 });
const list = (theme: Model, key: string): readonly string[] => (theme[key] ?? []) as readonly string[];
const without = (theme: Model, key: string): Model => {
  const { [key]: _gone, ...rest } = theme;
  return rest as Model;
};
const put = (theme: Model, key: string, items: readonly string[]): Model =>
  items.length === 0 ? without(theme, key) : { ...theme, [key]: [...new Set(items)] };
const listed = (theme: Model, key: string, ids: readonly string[], isListed: boolean): Model =>
  put(theme, key, isListed ? [...list(theme, key), ...ids] : list(theme, key).filter((id) => !ids.includes(id)));

const within: fc.Arbitrary<Omit<Step, 'theme'>> = fc.oneof(
  fc
    .record({
      key: fc.constantFrom<ThemeText>('name', 'definition', 'note'),
      words: fc.constantFrom('One line', 'Two\nlines', 'a: "b" # c', '- x'),
    })
    .map(({ key, words }) => ({
      edit: (text: string, id: string) => setThemeText(text, id, key, words),
      meant: (theme: Model) => ({ ...theme, [key]: words }),
    })),
  fc.constant({
    edit: (text: string, id: string) => setThemeText(text, id, 'note', ''),
    meant: (theme: Model) => without(theme, 'note'),
  }),
  codes.map((ids) => ({
    edit: (text: string, id: string) => addCodesToTheme(text, id, ids),
    meant: (theme: Model) => put(theme, 'codes', [...list(theme, 'codes'), ...ids]),
  })),
  codes.map((ids) => ({
    edit: (text: string, id: string) => removeCodesFromTheme(text, id, ids),
    meant: (theme: Model) =>
      put(
        theme,
        'codes',
        list(theme, 'codes').filter((code) => !ids.includes(code)),
      ),
  })),
  fc.record({ code: fc.constantFrom('bond', 'change'), index: fc.nat(3) }).map(({ code, index }) => ({
    edit: (text: string, id: string) => moveCodeInTheme(text, id, code, index),
    meant: (theme: Model) => {
      const now = list(theme, 'codes');
      if (!now.includes(code)) return theme;
      return put(theme, 'codes', now.filter((one) => one !== code).toSpliced(index, 0, code));
    },
  })),
  fc
    .record({ ids: segments, decision: fc.constantFrom<SegmentDecision>('include', 'exclude', 'none') })
    .map(({ ids, decision }) => ({
      edit: (text: string, id: string) => decideSegments(text, id, ids, decision),
      meant: (theme: Model) =>
        listed(listed(theme, 'include', ids, decision === 'include'), 'exclude', ids, decision === 'exclude'),
    })),
  fc.record({ ids: segments, on: fc.boolean() }).map(({ ids, on }) => ({
    edit: (text: string, id: string) => markAgainst(text, id, ids, on),
    meant: (theme: Model) => listed(theme, 'against', ids, on),
  })),
  fc.constant({ edit: removeTheme, meant: () => null }),
);
const step: fc.Arbitrary<Step> = fc
  .record({ theme: fc.nat(5), how: within })
  .map(({ theme, how }) => ({ theme, ...how }));

function themesIn(text: string): readonly Model[] {
  const { value, problems } = readYaml(text, '');
  assert.deepEqual(problems, []);
  const themes = ((value as { themes?: ThemeEntry[] }).themes ?? []) as unknown as Model[];
  // A block text ends in a line break, which is not what was said.
  return themes.map(
    (one) =>
      Object.fromEntries(
        Object.entries(one).map(([key, said]) => [key, typeof said === 'string' ? said.trim() : said]),
      ) as Model,
  );
}

/** Where a theme stands: from the comment above it to the next one, or to the comment at the end. */
function linesOf(text: string, id: string): readonly [number, number] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => new RegExp(`^ *- (\\{ ?)?id: ${id}\\b`).test(line));
  const more = lines.slice(first + 1).findIndex((line) => /^ *- (\{ ?)?id: |^#/.test(line));
  return [first, more < 0 ? lines.length : first + 1 + more];
}

/** The lines of `before` that are not there any more at its beginning and end: half-open. */
function changedLines(before: string, after: string): readonly [number, number] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return [head, a.length - tail];
}

describe('law: edits of themes', () => {
  it('say what was meant, in the lines of their theme alone', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let text = start;
        for (const { theme, edit, meant } of steps) {
          const models = themesIn(text);
          const model = models[theme % Math.max(1, models.length)];
          if (model === undefined) return;
          const after = edit(text, model.id);
          assert.ok(after.ok, after.ok ? '' : after.error);
          const wanted = meant(model);
          assert.deepEqual(
            themesIn(after.value),
            models.flatMap((one) => (one === model ? (wanted === null ? [] : [wanted]) : [one])),
          );
          if (after.value === text) continue;
          const [from, to] = changedLines(text, after.value);
          const [first, end] = linesOf(text, model.id);
          // A theme that goes takes the comment above it along, and the last one the list.
          const room = wanted === null ? (models.length === 1 ? 3 : 2) : 0;
          assert.ok(from >= first - room && to <= end, `${text}\n=>\n${after.value}`);
          text = after.value;
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('put new ones behind the others and move whole ones, every line of them as it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('t0', 't1', 't2'),
        fc.nat(4),
        fc.constantFrom('New', 'a: b', '"x"'),
        (id, index, name) => {
          const moved = moveTheme(start, id, index);
          assert.ok(moved.ok);
          const ids = themesIn(start).map((one) => one.id);
          assert.deepEqual(
            themesIn(moved.value).map((one) => one.id),
            ids.filter((one) => one !== id).toSpliced(Math.min(index, 2), 0, id),
          );
          assert.deepEqual(moved.value.split('\n').sort(), start.split('\n').sort());
          const added = addTheme(moved.value, { id: 'new', name });
          assert.ok(added.ok);
          assert.deepEqual(themesIn(added.value).at(-1), { id: 'new', name });
          const [from, to] = changedLines(moved.value, added.value);
          assert.equal(from, to, 'no line that was there went');
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('come back one by one, to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const files = smallStudyFiles({ [book]: start });
        const { study, session } = await openStudy(files);
        const before: string[] = [];
        for (const { theme, edit } of steps) {
          const themes = study.codebooks[0]?.themes ?? [];
          const id = themes[theme % Math.max(1, themes.length)]?.id;
          if (id === undefined) break;
          const now = files.text(book);
          const done = await session.editCodebook(book, 'Edited the theme “T”', (text) => edit(text, id));
          if (done.ok) before.push(now);
          else assert.equal(files.text(book), now);
        }
        for (const text of before.reverse()) {
          assert.ok((await session.undo()).ok);
          assert.equal(files.text(book), text);
        }
        assert.equal(files.text(book), start);
      }),
      { numRuns: runs(25) },
    );
  });
});
