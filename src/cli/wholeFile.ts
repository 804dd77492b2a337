import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import { replaceWhole, temporaryBeside } from '../extension/platform/node/replaceWhole';

/**
 * Writes a file whole or not at all. Where the pieces or the disk fail, or the person stops the program (Ctrl-C), what stood there
 * before stands there still. A file keeps its permissions; a link is replaced itself, wherever it leads. Throws the failure.
 */
export async function writeWholeFile(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const temporary = temporaryBeside(path);
  const stopped = (): never => {
    rmSync(temporary, { force: true });
    process.exit(130);
  };
  const before = lstatSync(path, { throwIfNoEntry: false });
  const mode = before?.isFile() ? before.mode & 0o777 : undefined;
  process.once('SIGINT', stopped);
  try {
    await replaceWhole(
      path,
      mode,
      async (file) => {
        for await (const piece of pieces) writeFileSync(file, piece);
      },
      { temporary },
    );
  } finally {
    process.off('SIGINT', stopped);
  }
}
