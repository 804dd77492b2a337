import assert from 'node:assert/strict';
import { mergeCodes } from '../../../src/core/codebook/mergeCodes';

const text = `verbatim-codebook: 1
id: b
name: B
codes:
  # a lead that stays
  - id: trust
    name: Trust   # said often
    definition: Relying on somebody.
    codes:
      - id: slow-trust
        name: Slow trust
  - id: faith
    name: Faith
    aka: [Belief]
    definition: Relying without a reason.
    include: ["Use it for hope."]
    merged: [hope]
    codes:
      - id: blind-faith
        name: Blind faith
  - id: doubt
    name: Doubt
themes:
  - id: t
    name: T
    codes: [faith, trust, doubt]
relations:
  - id: r1
    from: faith
    to: trust
    kind: precedes
  - id: r2
    from: doubt
    to: faith
    kind: precedes
`;

function refused(ids: readonly string[], into: string, yaml = text): string {
  const result = mergeCodes(yaml, ids, into);
  assert.ok(!result.ok);
  return result.error;
}

describe('merging codes', () => {
  it('keeps names, rules, definitions, codes under them, themes and relations, and leaves other lines alone', () => {
    const result = mergeCodes(text, ['faith'], 'trust');
    assert.ok(result.ok);
    assert.equal(
      result.value,
      `verbatim-codebook: 1
id: b
name: B
codes:
  # a lead that stays
  - id: trust
    name: Trust   # said often
    definition: Relying on somebody.
    include: [Use it for hope.]
    aka: [Faith, Belief]
    merged: [faith, hope]
    note: "Faith: Relying without a reason."
    codes:
      - id: slow-trust
        name: Slow trust
      - id: blind-faith
        name: Blind faith
  - id: doubt
    name: Doubt
themes:
  - id: t
    name: T
    codes: [trust, doubt]
relations:
  - id: r2
    from: doubt
    to: trust
    kind: precedes
`,
    );
  });

  it('takes a code under another into that one', () => {
    const result = mergeCodes(text, ['slow-trust'], 'trust');
    assert.ok(result.ok);
    assert.ok(!result.value.includes('id: slow-trust'));
    assert.equal(result.value.match(/codes:/g)?.length, text.match(/codes:/g)!.length - 1);
  });

  it('refuses a merge into itself, into a code under it, of what is not there or there twice', () => {
    assert.match(refused(['trust'], 'trust'), /into itself/);
    assert.match(refused(['doubt', 'trust'], 'slow-trust'), /stands under/);
    assert.match(refused(['nobody'], 'trust'), /no code “nobody”/);
    assert.match(refused(['trust'], 'nobody'), /no code “nobody”/);
    assert.match(refused([], 'trust'), /Choose/);
    assert.match(refused(['doubt'], 'trust', text.replace('id: blind-faith', 'id: doubt')), /twice/);
  });

  it('breaks circles, and takes an old id from another code that had claimed it', () => {
    const result = mergeCodes(
      text.replace('merged: [hope]', 'merged: [trust]').replace('name: Doubt', 'name: Doubt\n    merged: [faith]'),
      ['faith'],
      'trust',
    );
    assert.ok(result.ok);
    assert.deepEqual(result.value.match(/merged: .*/g), ['merged: [faith]']);
  });
});
