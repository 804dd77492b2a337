import assert from 'node:assert/strict';
import type { Problem } from '../../../../src/core/base/problem';
import { countBySeverity, problemMarks } from '../../../../src/extension/problems/problemMarks';

const problem = (more: Partial<Problem> = {}): Problem => ({
  severity: 'error',
  rule: 'unknown-code',
  message: 'The code is unknown.',
  remedy: 'Add it.',
  ...more,
});
const marksOf = (...problems: Problem[]): [string, unknown][] => [...problemMarks(problems, 'verbatim.yaml')];

describe('problemMarks', () => {
  it('counts lines and columns from 0, and says what to do', () => {
    assert.deepEqual(marksOf(problem({ file: 'a.yaml', line: 3, column: 5 })), [
      [
        'a.yaml',
        [
          {
            line: 2,
            start: 4,
            end: 4,
            severity: 'error',
            message: 'The code is unknown. Add it.',
            rule: 'unknown-code',
          },
        ],
      ],
    ]);
  });

  it('marks the whole line where no column is known, and the first line where none is', () => {
    const [[, marks] = []] = marksOf(problem({ file: 'a.yaml', line: 3 }), problem({ file: 'a.yaml' }));
    assert.deepEqual(
      (marks as { line: number; start: number; end: number | null }[]).map(({ line, start, end }) => [
        line,
        start,
        end,
      ]),
      [
        [2, 0, null],
        [0, 0, null],
      ],
    );
  });

  it('puts a problem of no file into the study’s own file', () => {
    assert.deepEqual(
      marksOf(problem()).map(([file]) => file),
      ['verbatim.yaml'],
    );
  });

  it('keeps the order of a file’s problems, and files apart', () => {
    const marks = problemMarks(
      [problem({ file: 'b', rule: 'one' }), problem({ file: 'a', rule: 'two' }), problem({ file: 'b', rule: 'three' })],
      'verbatim.yaml',
    );
    assert.deepEqual(
      marks.get('b')?.map(({ rule }) => rule),
      ['one', 'three'],
    );
    assert.deepEqual(
      marks.get('a')?.map(({ rule }) => rule),
      ['two'],
    );
  });

  it('never asks for a place before the file, which VS Code refuses', () => {
    const [[, marks] = []] = marksOf(problem({ line: 0, column: 0 }));
    const [mark] = marks as { line: number; start: number }[];
    assert.deepEqual([mark?.line, mark?.start], [0, 0]);
  });
});

describe('countBySeverity', () => {
  it('counts each kind', () => {
    assert.deepEqual(countBySeverity([problem(), problem({ severity: 'warning' }), problem()]), {
      error: 2,
      warning: 1,
      information: 0,
    });
  });
});
