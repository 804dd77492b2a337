// `npm run package`: installs what is missing, builds, and writes the file that is installed (VSIX).
//   npm run package -- [--out FILE] [--baseContentUrl ADDRESS --baseImagesUrl ADDRESS]
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, root } from './install.mjs';

try {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, baseContentUrl: { type: 'string' }, baseImagesUrl: { type: 'string' } },
  });
  const { baseContentUrl: contentUrl, baseImagesUrl: imagesUrl } = values;
  if ((contentUrl === undefined) !== (imagesUrl === undefined)) {
    throw new Error('Links and pictures need an address each: --baseContentUrl and --baseImagesUrl.');
  }
  ensureInstalled();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { buildAll } = await import('./build.mjs');
  await buildAll();
  const { packExtension } = await import('./packExtension.mjs');
  const { file, size, entries } = await packExtension({
    // npm itself goes to the folder of package.json; paths count from where it was called.
    file:
      values.out === undefined
        ? join(root, `verbatim-${version}.vsix`)
        : resolve(process.env.INIT_CWD ?? '.', values.out),
    contentUrl,
    imagesUrl,
  });
  console.log(`${relative(process.cwd(), file)}: ${entries.length} files, ${Math.round(size / 1000)} kB`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
