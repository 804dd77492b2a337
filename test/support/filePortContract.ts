import fc from 'fast-check';
import type { StudyPath } from '../../src/core/base/studyPath';
import { FileAccessError, type FilePort } from '../../src/core/project/host';
import { assertEqual, assertOk } from './plainAssert';

/** An empty study as one kind of port reaches it, with ways past the port. */
export interface PortedStudy {
  readonly files: FilePort;
  /** Writes a file as another program would, making folders as needed. The path may name what no port lists. */
  put(path: string, text: string): Promise<void>;
  /** The names in a folder ('' for the study's), hidden ones too, sorted by code unit. */
  names(folder: string): Promise<readonly string[]>;
  remove(): Promise<void>;
}

const seed = 20261122;
const path = (text: string): StudyPath => text as StudyPath;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Declares the tests that every file port has to pass: what core relies on, whichever program is around it. `disk` adds what holds for
 * real file systems; `runs` is the number of random histories.
 */
export function filePortContract(
  name: string,
  begin: () => Promise<PortedStudy>,
  { disk, runs }: { readonly disk: boolean; readonly runs: number },
): void {
  describe(`the file port: ${name}`, () => {
    let study: PortedStudy;
    beforeEach(async () => {
      study = await begin();
    });
    afterEach(() => study.remove());

    const text = async (file: string): Promise<string | null> => {
      const bytes = await study.files.read(path(file));
      return bytes === undefined ? null : new TextDecoder().decode(bytes);
    };
    const paths = async (folder?: string): Promise<readonly string[]> =>
      (await study.files.list(folder === undefined ? undefined : path(folder))).map((entry) => entry.path);

    it('writes a file whole, makes its folders and leaves nothing beside it', async () => {
      await study.files.replace(path('a/b/c.txt'), encode('one, a longer text'));
      await study.files.replace(path('a/b/c.txt'), encode('two'));
      assertEqual(await text('a/b/c.txt'), 'two');
      assertEqual(await paths(), ['a/b/c.txt']);
      if (disk) assertEqual(await study.names('a/b'), ['c.txt']);
    });

    it('keeps every byte, and no bytes at all', async () => {
      const all = Uint8Array.from({ length: 512 }, (_, i) => i % 256);
      await study.files.replace(path('all.bin'), all);
      assertEqual([...((await study.files.read(path('all.bin'))) ?? [])], [...all]);
      await study.files.replace(path('all.bin'), new Uint8Array());
      assertEqual((await study.files.read(path('all.bin')))?.length, 0);
      assertEqual(await paths(), ['all.bin']);
    });

    it('reads what is missing as undefined, and removes it without an error', async () => {
      await study.put('x.txt', 'x');
      for (const missing of ['none.txt', 'none/none.txt', 'x.txt/below']) {
        assertEqual((await study.files.read(path(missing))) === undefined, true, missing);
      }
      await study.files.remove(path('x.txt'));
      await study.files.remove(path('x.txt'));
      await study.files.remove(path('none/none.txt'));
      assertEqual(await text('x.txt'), null);
      assertEqual(await paths(), []);
    });

    it('appends to a file, making it where it is missing', async () => {
      await study.files.append(path('log/x.jsonl'), encode('1\n'));
      await study.files.append(path('log/x.jsonl'), encode('2\n'));
      assertEqual(await text('log/x.jsonl'), '1\n2\n');
    });

    it('puts a head before what is appended first, and again where the file was removed or emptied', async () => {
      const log = path('log/x.jsonl');
      const add = (line: string): Promise<void> => study.files.append(log, encode(line), encode('head\n'));
      await add('1\n');
      await add('2\n');
      assertEqual(await text('log/x.jsonl'), 'head\n1\n2\n');
      await study.files.remove(log);
      await add('3\n');
      assertEqual(await text('log/x.jsonl'), 'head\n3\n');
      await study.files.replace(log, new Uint8Array());
      await add('4\n');
      assertEqual(await text('log/x.jsonl'), 'head\n4\n');
    });

    it('loses no line of appends that overlap', async () => {
      const lines = Array.from({ length: 6 }, (_, i) => `line ${i}\n`);
      await Promise.all(lines.map((line) => study.files.append(path('x.jsonl'), encode(line))));
      assertEqual(((await text('x.jsonl')) ?? '').split(/(?<=\n)/).sort(), lines);
    });

    it('keeps one of two texts that are written at once, whole', async () => {
      const texts = ['a'.repeat(20_000), 'b'.repeat(30_000)];
      await Promise.all(texts.map((one) => study.files.replace(path('x.txt'), encode(one))));
      assertOk(texts.includes((await text('x.txt')) ?? ''), 'one of the two');
      assertEqual(await paths(), ['x.txt']);
    });

    it('lists what is not hidden, with its size in bytes, by code unit', async () => {
      for (const file of [
        'b.txt',
        'a/é.txt',
        'a/Z.txt',
        'ab.txt',
        'a/.hidden',
        '.git/config',
        '.verbatim/local.json',
      ]) {
        await study.put(file, 'é!');
      }
      assertEqual(
        (await study.files.list()).map((entry) => [entry.path, entry.size]),
        ['a/Z.txt', 'a/é.txt', 'ab.txt', 'b.txt'].map((file) => [file, 3]),
      );
      assertEqual(await paths('a'), ['a/Z.txt', 'a/é.txt']);
      assertEqual(await paths('none'), []);
    });

    it('gives writers of one file their turns, also after one that failed', async () => {
      const order: string[] = [];
      const works = ['one', 'two', 'three'].map((turn) =>
        study.files.exclusively(path('x.jsonl'), async () => {
          order.push(`${turn} in`);
          await study.files.replace(path('x.jsonl'), encode(turn));
          order.push(`${turn} out`);
          if (turn === 'two') throw new Error('inside');
          return turn;
        }),
      );
      const ends = (await Promise.allSettled(works)).map((end) =>
        end.status === 'fulfilled' ? end.value : (end.reason as Error).message,
      );
      assertEqual(ends, ['one', 'inside', 'three']);
      assertEqual(order, ['one in', 'one out', 'two in', 'two out', 'three in', 'three out']);
    });

    it('lets the writer of one file write another meanwhile', async () => {
      const inner = await study.files.exclusively(path('segments.jsonl'), () =>
        study.files.exclusively(path('log.jsonl'), () => Promise.resolve('inside')),
      );
      assertEqual(inner, 'inside');
    });

    it('holds what was written last, after any history of writes, appends and removals', async () => {
      const file = fc.constantFrom('a.txt', 'b/c.jsonl', 'b/é.txt', 'b/d/e.txt');
      const content = fc.string({ maxLength: 12, unit: 'grapheme' });
      const step = fc.oneof(
        fc.record({ what: fc.constantFrom('replace' as const, 'append' as const), file, content }),
        fc.record({ what: fc.constant('remove' as const), file, content: fc.constant('') }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
          const expected = new Map<string, string>();
          for (const { what, file: one, content: words } of steps) {
            if (what === 'remove') {
              await study.files.remove(path(one));
              expected.delete(one);
              continue;
            }
            await study.files[what](path(one), encode(words));
            expected.set(one, (what === 'append' ? (expected.get(one) ?? '') : '') + words);
          }
          assertEqual(await paths(), [...expected.keys()].sort());
          for (const [one, words] of expected) {
            assertEqual(await text(one), words, one);
            await study.files.remove(path(one));
          }
        }),
        { seed, numRuns: runs },
      );
    });

    if (!disk) return;

    it('lists nothing of node_modules', async () => {
      await study.put('node_modules/x/a.txt', 'a');
      await study.put('a/node_modules/b.txt', 'b');
      assertEqual(await paths(), []);
    });

    it('finds a name that the disk keeps decomposed by its composed path, and keeps the spelling', async () => {
      const [folder, file] = ['Café'.normalize('NFD'), 'Zoë.txt'.normalize('NFD')];
      const composed = path(`${folder}/${file}`.normalize('NFC'));
      await study.put(`${folder}/${file}`, 'x');
      assertEqual(await paths(), [composed]);
      assertEqual(study.files.spelling(composed), `${folder}/${file}`);
      assertEqual(await text(composed), 'x');
      await study.files.replace(composed, encode('y'));
      await study.files.replace(path('Café/new.txt'.normalize('NFC')), encode('z'));
      assertEqual(await study.names(''), [folder]);
      assertEqual(await study.names(folder), [file, 'new.txt'].sort());
      assertEqual(study.files.spelling(path('plain/a.txt')), 'plain/a.txt');
    });

    it('says which file cannot be written where a folder has its name, and changes nothing', async () => {
      await study.put('taken.txt/below.txt', 'x');
      for (const write of ['replace', 'append'] as const) {
        const error: unknown = await study.files[write](path('taken.txt'), encode('y')).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        assertOk(error instanceof FileAccessError, 'a FileAccessError');
        assertEqual(error.path, 'taken.txt');
        assertOk(error.message.includes('taken.txt'), error.message);
      }
      assertEqual(await paths(), ['taken.txt/below.txt']);
      assertEqual(await study.names(''), ['taken.txt']);
    });
  });
}
