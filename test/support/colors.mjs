// Writes contributes.colors of package.json from the palette in src/core/codebook/palette.ts; test/boundary holds the two equal.
//   node test/support/colors.mjs, then npm run l10n, which puts the descriptions into the files of texts
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** How translucent a wash is: on light themes, on dark ones, and in high contrast, where words keep their plain background. */
const wash = { light: '26', dark: '33', contrast: '00' };

/** @returns {Promise<Record<string, import('../../src/core/codebook/palette').PaletteColor>>} */
async function readPalette() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/core/codebook/palette.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).palette;
}

/** @param {Awaited<ReturnType<typeof readPalette>>} palette */
function contributed(palette) {
  return Object.entries(palette).flatMap(([name, { light, dark, contrast, contrastLight }]) => [
    {
      id: `verbatim.${name}`,
      description: `Lines under segments whose code is ${name}.`,
      defaults: { light, dark, highContrast: contrast, highContrastLight: contrastLight },
    },
    {
      id: `verbatim.${name}Wash`,
      description: `Background of segments whose code is ${name}; translucent, so that a selection shows through.`,
      defaults: {
        light: light + wash.light,
        dark: dark + wash.dark,
        highContrast: contrast + wash.contrast,
        highContrastLight: contrastLight + wash.contrast,
      },
    },
  ]);
}

const file = join(root, 'package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8'));
manifest.contributes.colors = contributed(await readPalette());
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
