import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** Layers of core, lowest first: a room may import its own layer's other rooms never, lower layers always. */
const layers = [
  ['base'],
  ['text', 'yaml'],
  ['anchor', 'transcript', 'codebook'],
  ['coding'],
  ['notes', 'cases'],
  ['history'],
  ['project'],
  ['retrieval'],
  ['lint', 'pseudonym', 'rounds', 'agreement', 'analysis'],
  ['table'],
  ['exchange'],
];

/** Packages that core may use, each in its named place; `zod/mini` also where a file kind is defined. */
const packagePlaces: Record<string, RegExp> = {
  yaml: /^src\/core\/yaml\//,
  'zod/mini': /^src\/core\/(base\/shape|[a-z]+\/[A-Za-z]+File|exchange\/.*)\.ts$/,
  re2js: /^src\/core\/text\//,
  chardet: /^src\/core\/text\//,
  minisearch: /^src\/core\/retrieval\//,
};

export interface ImportLine {
  readonly from: string;
  readonly to: string;
}

/** Every rule that an import breaks, in words; empty where it breaks none. */
export function brokenRules({ from, to }: ImportLine): string[] {
  const broken: string[] = [];
  const local = to.startsWith('.');
  const target = local ? normalize(join(dirname(from), to)) : to;
  const part = (path: string): string => path.split('/')[1] ?? '';
  const layerOf = (path: string): number => layers.findIndex((layer) => layer.includes(path.split('/')[2] ?? ''));

  if (to.startsWith('node:') && !/^src\/(cli\/|extension\/platform\/node\/)/.test(from)) {
    broken.push('node: belongs to cli and extension/platform/node');
  }
  if (to.startsWith('@vscode-elements/') && !from.startsWith('src/webview/')) {
    broken.push('elements of webviews belong to webview');
  }
  if (to === 'vscode' && !from.startsWith('src/extension/')) broken.push('vscode belongs to extension');
  if (from.startsWith('src/core/')) {
    if (local && !target.startsWith('src/core/')) broken.push('core imports core alone');
    if (!local && !packagePlaces[to]?.test(from)) broken.push(`the package ${to} has no place here`);
    if (local && target.startsWith('src/core/')) {
      const sameRoom = from.split('/')[2] === target.split('/')[2];
      const [own, other] = [layerOf(from), layerOf(target)];
      if (own < 0 || other < 0) broken.push('a room that no layer names');
      else if (!sameRoom && other >= own) broken.push('a room imports lower layers alone');
    }
  }
  if (local && target.startsWith('src/')) {
    const may: Record<string, readonly string[]> = {
      core: ['core'],
      pictures: ['core', 'pictures'],
      protocol: ['core', 'protocol'],
      webview: ['core', 'pictures', 'protocol', 'webview'],
      cli: ['core', 'pictures', 'cli'],
      extension: ['core', 'pictures', 'protocol', 'extension'],
    };
    // The command line shares the file port of the desktop; nothing else of the extension is open to it.
    const port = part(from) === 'cli' && target.startsWith('src/extension/platform/node/');
    if (!port && !may[part(from)]?.includes(part(target))) broken.push(`${part(from)} may not import ${part(target)}`);
  }
  return broken;
}

function sourceFiles(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => join('src', name))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
}

function importsOf(file: string): ImportLine[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({ from: relative('.', file), to: match[1] ?? match[2] ?? match[3] ?? '' }));
}

describe('import directions', () => {
  it('hold in every source file', () => {
    const lines = sourceFiles().flatMap(importsOf);
    assert.ok(lines.length > 20, 'the walk found the sources');
    assert.deepEqual(
      lines.flatMap((line) => brokenRules(line).map((rule) => `${line.from} → ${line.to}: ${rule}`)),
      [],
    );
  });

  it('are guarded by rules that can fail', () => {
    const wrong: ImportLine[] = [
      { from: 'src/core/text/span.ts', to: 'vscode' },
      { from: 'src/core/text/span.ts', to: 'node:fs' },
      { from: 'src/core/text/span.ts', to: '../anchor/selector' },
      { from: 'src/core/text/span.ts', to: '../yaml/yamlFile' },
      { from: 'src/core/text/span.ts', to: 'yaml' },
      { from: 'src/core/text/span.ts', to: '../../cli/main' },
      { from: 'src/pictures/bars.ts', to: '../extension/extension' },
      { from: 'src/webview/panel.ts', to: '../extension/extension' },
      { from: 'src/extension/extension.ts', to: '../cli/main' },
      { from: 'src/extension/coding/applyCode.ts', to: 'node:path' },
      { from: 'src/cli/exportVerb.ts', to: '../extension/study/openStudies' },
      { from: 'src/cli/exportVerb.ts', to: '../extension/platform/web/workspaceFilePort' },
      { from: 'src/webview/panel.ts', to: '../extension/platform/node/nodeFilePort' },
      { from: 'src/webview/panel.ts', to: 'vscode' },
      { from: 'src/protocol/check.ts', to: '../extension/ids' },
      { from: 'src/extension/extension.ts', to: '@vscode-elements/elements' },
    ];
    for (const line of wrong) assert.notDeepEqual(brokenRules(line), [], `${line.from} → ${line.to}`);
    assert.deepEqual(brokenRules({ from: 'src/extension/platform/node/files.ts', to: 'node:fs' }), []);
    assert.deepEqual(
      brokenRules({ from: 'src/cli/studyFolder.ts', to: '../extension/platform/node/nodeFilePort' }),
      [],
    );
  });

  it('keep every source file to 600 lines, without barrels and without suppressions in core', () => {
    const faults = sourceFiles().flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const found: string[] = [];
      if (text.split('\n').length > 601) found.push(`${file}: over 600 lines`);
      if (/^export \* from/m.test(text)) found.push(`${file}: a barrel`);
      if (file.startsWith('src/core/') && /:\s*any\b|<any>|\bas any\b|@ts-|eslint-disable/.test(text))
        found.push(`${file}: any or a suppression`);
      return found;
    });
    assert.deepEqual(faults, []);
  });
});
