import assert from 'node:assert/strict';
import { codeColors } from '../../../../src/extension/codebook/codeColors';
import { codebookOf } from './codebookOf';

describe('codeColors', () => {
  it('gives a category and all under it one colour, and neighbours another', () => {
    const colors = codeColors([
      codebookOf('b', [
        ['a', {}, [['a1', {}, [['a2']]]]],
        ['c', {}, [['c1']]],
      ]),
    ]);
    assert.equal(colors.get('a1'), colors.get('a'));
    assert.equal(colors.get('a2'), colors.get('a'));
    assert.equal(colors.get('c1'), colors.get('c'));
    assert.notEqual(colors.get('a'), colors.get('c'));
  });

  it('lets a code’s own colour, and the nearest above it, go first', () => {
    const colors = codeColors([
      codebookOf('b', [['a', { color: 'teal' }, [['a1'], ['a2', { color: '#123456' }, [['a3']]]]]]),
    ]);
    assert.deepEqual([...colors.values()], ['teal', 'teal', '#123456', '#123456']);
  });

  it('takes a colour by position where the file’s is none', () => {
    const [plain, wrong] = [
      codeColors([codebookOf('b', [['a']])]),
      codeColors([codebookOf('b', [['a', { color: 'sky' }]])]),
    ];
    assert.equal(wrong.get('a'), plain.get('a'));
  });

  it('counts each codebook from the start, and lets the first of two codes with one id count', () => {
    const colors = codeColors([codebookOf('b', [['a'], ['x']]), codebookOf('c', [['y'], ['x']])]);
    assert.equal(colors.get('y'), colors.get('a'));
    const again = codeColors([
      codebookOf('b', [['a'], ['x', { color: 'red' }]]),
      codebookOf('c', [['x', { color: 'blue' }]]),
    ]);
    assert.equal(again.get('x'), 'red');
  });
});
