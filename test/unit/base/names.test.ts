import assert from 'node:assert/strict';
import fc from 'fast-check';
import { digestForm, digestFromBytes, digestOfText } from '../../../src/core/base/digest';
import { derivedId, isSlug, newId, slugOf } from '../../../src/core/base/ids';
import { compareCodeUnits } from '../../../src/core/base/order';
import { formatProblem, hasErrors, type Problem } from '../../../src/core/base/problem';
import { baseName, extensionOf, folderOf, joinPath, studyPath } from '../../../src/core/base/studyPath';
import { nodeDigester as sha256 } from '../../support/digest';
import { runs } from '../../support/runs';

const law = { seed: 20261122, numRuns: runs(300) };

describe('digests', () => {
  it('are SHA-256 of the UTF-8 form, as sha256sum prints it', async () => {
    assert.equal(
      await digestOfText('abc', sha256),
      'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    assert.equal(await digestOfText('\ud800', sha256), await digestOfText('\ufffd', sha256));
  });

  it('are known by their form', () => {
    assert.match(digestFromBytes(new Uint8Array(32).fill(10)), digestForm);
    assert.equal(digestFromBytes(new Uint8Array([0, 15, 255])), 'sha256:000fff');
    for (const wrong of ['', 'unsaved', `sha256:${'A'.repeat(64)}`, `sha256:${'a'.repeat(65)}`, `x${'a'.repeat(64)}`]) {
      assert.doesNotMatch(wrong, digestForm);
    }
  });
});

describe('ids', () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-([1-8])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  it('are fresh UUIDs, or follow from what they stand for', async () => {
    assert.equal(form.exec(newId())?.[1], '4');
    assert.notEqual(newId(), newId());
    const one = await derivedId(['a', 'bc'], sha256);
    assert.equal(form.exec(one)?.[1], '8');
    assert.equal(await derivedId(['a', 'bc'], sha256), one);
    assert.notEqual(await derivedId(['ab', 'c'], sha256), one);
  });

  it('made of any name are slugs that are free', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.nat(3), (name, busy) => {
        const taken = new Set<string>();
        for (let i = 0; i <= busy; i++) {
          const slug = slugOf(name, 'coder', (one) => taken.has(one));
          assert.ok(isSlug(slug) && !taken.has(slug), `${JSON.stringify(name)} → ${slug}`);
          taken.add(slug);
        }
      }),
      law,
    );
  });

  it('keep what is Latin of a name', () => {
    assert.equal(slugOf('Zoë O’Brien-Łuk', 'coder'), 'zoe-obrien-uk');
    assert.equal(slugOf('李', 'coder'), 'coder');
    assert.equal(
      slugOf('Ann', 'coder', (slug) => slug === 'ann' || slug === 'ann-2'),
      'ann-3',
    );
    assert.equal(slugOf('a'.repeat(59) + '  b', 'x'), 'a'.repeat(59));
    for (const wrong of ['', '-a', 'a-', 'A', 'a b', 'a'.repeat(101)]) assert.equal(isSlug(wrong), false, wrong);
  });
});

describe('compareCodeUnits', () => {
  it('orders by code unit, not by locale', () => {
    assert.deepEqual(['b', 'a', 'B', 'é', '𝄞', '\ufffd'].sort(compareCodeUnits), ['B', 'a', 'b', 'é', '𝄞', '\ufffd']);
    assert.equal(compareCodeUnits('a', 'a'), 0);
  });
});

describe('problems', () => {
  const problem: Problem = { severity: 'warning', rule: 'odd', message: 'It is odd.', remedy: 'Mend it.' };

  it('are written in one line with as much of a place as is known', () => {
    assert.equal(formatProblem(problem), 'warning: It is odd. Mend it. [odd]');
    assert.equal(formatProblem({ ...problem, file: 'a.txt' }), 'a.txt: warning: It is odd. Mend it. [odd]');
    assert.match(formatProblem({ ...problem, file: 'a.txt', line: 3 }), /^a\.txt:3: warning/);
    assert.match(formatProblem({ ...problem, file: 'a.txt', line: 3, column: 7 }), /^a\.txt:3:7: warning/);
  });

  it('matter where one is an error', () => {
    assert.equal(hasErrors([problem]), false);
    assert.equal(hasErrors([problem, { ...problem, severity: 'error' }]), true);
  });
});

describe('study paths', () => {
  it('lie within the study', () => {
    const refused = ['', '/a', 'a//b', '../a', 'a/../b', './a', 'a/', 'a\\b', 'C:/a', 'c:a', 'a\nb', 'a'.repeat(1025)];
    for (const path of refused) assert.equal(studyPath(path).ok, false, JSON.stringify(path));
    for (const path of ['a', 'a/b.txt', '...', 'a b/ü', '.git']) {
      assert.deepEqual(studyPath(path), { ok: true, value: path }, path);
    }
    assert.deepEqual(studyPath('u\u0308'), { ok: true, value: 'ü' });
    assert.equal(joinPath('a', 'b/c'), 'a/b/c');
    assert.throws(() => joinPath('a', '..'), RangeError);
  });

  it('come apart into folder, name and ending', () => {
    assert.deepEqual([baseName('a/b.TXT'), folderOf('a/b.TXT'), extensionOf('a/b.TXT')], ['b.TXT', 'a', '.txt']);
    assert.deepEqual([baseName('b'), folderOf('b'), extensionOf('a.b/c')], ['b', '', '']);
    assert.deepEqual([extensionOf('a/.hidden'), extensionOf('a.tar.gz'), extensionOf('a.')], ['', '.gz', '.']);
  });
});
