import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders that hold what is not ours to mend: packages, builds, transcripts by others that the tests read, and what somebody tries. */
const foreign = new Set(['node_modules', 'dist', 'coverage', 'transcripts', 'sample-copy']);

/** Markdown files of the repository. */
function documents(folder = '.'): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || foreign.has(entry.name) ? [] : documents(path);
    return entry.isFile() && entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Text without what is shown as it stands: blocks and spans of code. */
function prose(text: string): string {
  return text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
}

/** Where the links and pictures of a Markdown text lead: `[words](target)`, `[words]: target`, `src="target"`. */
export function linkTargets(text: string): string[] {
  const shown = prose(text);
  const patterns = [
    /\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g,
    /^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?$/gm,
    /\b(?:src|href)="([^"]+)"/g,
  ];
  return patterns.flatMap((pattern) => [...shown.matchAll(pattern)].map((match) => match[1] ?? ''));
}

/** The anchors of the headings of a Markdown text, as GitHub and VS Code make them. */
export function anchors(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, heading = ''] of text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const plain = words.replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    let anchor = plain;
    for (let i = 1; found.has(anchor); i++) anchor = `${plain}-${i}`;
    found.add(anchor);
  }
  return found;
}

/** Why a link of a document leads nowhere; null for one that does not, and for addresses on the web. */
export function deadEnd(document: string, target: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return null;
  const [file = '', anchor] = target.split('#').map(decodeURIComponent);
  const path = file === '' ? document : join(dirname(document), file);
  if (!existsSync(path)) return `${document}: “${target}” leads to no file`;
  if (anchor === undefined || anchor === '') return null;
  const holds = statSync(path).isFile() && path.endsWith('.md') && anchors(readFileSync(path, 'utf8')).has(anchor);
  return holds ? null : `${document}: “${target}” leads to no heading`;
}

describe('links of the documents', () => {
  it('lead to files and headings that are there', () => {
    const all = documents().flatMap((document) =>
      linkTargets(readFileSync(document, 'utf8')).map((target) => ({ document, target })),
    );
    assert.ok(all.length > 5, 'the walk found the links');
    assert.deepEqual(
      all.flatMap(({ document, target }) => deadEnd(document, target) ?? []),
      [],
    );
  });

  it('are guarded by rules that can fail', () => {
    const text =
      '# A `b` c\n[x](gone.md) ![y](media/none.png "z")\n`[no](link.md)`\n\n```\n[no](this.md)\n```\n[r]: there.md\n';
    assert.deepEqual(linkTargets(text), ['gone.md', 'media/none.png', 'there.md']);
    assert.deepEqual([...anchors('# A `b` c!\n## A b c\n```\n# no\n```\n')], ['a-b-c', 'a-b-c-1']);
    assert.equal(deadEnd('README.md', 'https://example.org/x'), null);
    assert.equal(deadEnd('README.md', 'src/README.md#where-to-begin-reading'), null);
    assert.equal(deadEnd('src/README.md', '../README.md#install-it'), null);
    assert.equal(deadEnd('README.md', 'LICENSE'), null);
    for (const wrong of ['gone.md', 'src/README.md#nowhere', '#nowhere', 'LICENSE#mit']) {
      assert.notEqual(deadEnd('README.md', wrong), null, wrong);
    }
  });
});
