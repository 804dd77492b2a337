import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const module = pathToFileURL(resolve('test/support/packedReadme.mjs')).href;

/** The packed text, or what was thrown. */
function packed(text: string): string {
  const program = `import { packedReadme } from ${JSON.stringify(module)};
    try { process.stdout.write(packedReadme(${JSON.stringify(text)})); } catch (error) { console.log(String(error)); }`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  assert.equal(stderr, '');
  return stdout;
}

describe('the README of the file that is installed', () => {
  it('has no pictures, and words in the place of links to files', () => {
    const text = 'One.\n\n![A picture (of one)](media/one.png)\n\nSee [two](docs/two.md#here) and [three](LICENSE).\n';
    assert.equal(packed(text), 'One.\n\nSee two and three.\n');
  });

  it('keeps addresses and places on the page', () => {
    const text = '[a](https://example.org/a) [b](#there) [c](mailto:c@example.org)\n';
    assert.equal(packed(text), text);
  });

  it('refuses a picture that a sentence goes on after', () => {
    assert.match(packed('Look: ![it](media/it.png) is small.\n'), /A picture has to stand on a line of its own/);
  });

  it('can be made of ours, and lacks nothing but pictures and targets', () => {
    const ours = readFileSync('README.md', 'utf8');
    const ready = packed(ours);
    assert.doesNotMatch(ready, /!\[|\]\((?!https:|#)/);
    assert.ok(ready.includes('## Install it') && ready.length > ours.length * 0.8);
  });
});
