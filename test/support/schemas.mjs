// Writes media/schemas/<kind>.schema.json from the zod schemas of core; run it after changing one (npm run schemas).
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const bundle = join(root, 'dist/test/schemas.mjs');

await build({
  absWorkingDir: root,
  entryPoints: ['test/support/jsonSchemas.ts'],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const { schemaFiles } = /** @type {{ schemaFiles: () => Map<string, string> }} */ (
  await import(pathToFileURL(bundle).href)
);
const folder = join(root, 'media/schemas');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name.endsWith('.schema.json')) rmSync(join(folder, name));
for (const [path, text] of schemaFiles()) writeFileSync(join(root, path), text);
console.log(`${schemaFiles().size} schemas written to media/schemas.`);
