import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { removeFolder, temporaryFolder, verbatim, type Ran } from '../../support/cliRun';
import { interviewText } from '../../support/smallStudy';

/** A small one: every command reads it. */
const codebook = 'peer-worker-conditions';
const head = 'transcript,turn,code,coder\n';

describe('verbatim', () => {
  let folder = '';
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const at = (...names: string[]): string => join(folder, ...names);
  const read = (...names: string[]): string => readFileSync(at(...names), 'utf8');
  const go = (...args: string[]): Promise<Ran> => verbatim(at('study'), args);

  /** Refused: exit code 2, one line on stderr, nothing on stdout. */
  function refused({ code, out, err }: Ran, wording: RegExp): void {
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, /^verbatim: [^\n]+\n$/);
    assert.match(err, wording);
  }

  let made = '';

  before(async () => {
    made = temporaryFolder();
    const { code, err } = await verbatim(made, ['init', 'study', '--codebook', codebook, '--name', 'My study']);
    assert.equal(code, 0, err);
  });

  after(() => {
    removeFolder(made);
  });

  beforeEach(() => {
    folder = temporaryFolder();
    cpSync(join(made, 'study'), at('study'), { recursive: true });
  });

  afterEach(() => {
    removeFolder(folder);
  });

  describe('by itself', () => {
    it('says what it can do, and lists no verb that is not there', async () => {
      const { code, out } = await verbatim(folder, ['--help']);
      assert.equal(code, 0);
      for (const verb of ['init', 'import', 'check', 'export', 'report'])
        assert.match(out, new RegExp(`^ {2}${verb} `, 'm'));
      assert.doesNotMatch(out, /agreement|find/);
      assert.match((await verbatim(folder, ['help', 'import'])).out, /offsetUnit/);
    });

    it('fills the lines of each help screen up to 80 columns, and gives an example of each verb', async () => {
      for (const verb of ['', 'init', 'import', 'check', 'export', 'report']) {
        const { code, out } = await verbatim(
          folder,
          [verb, '--help'].filter((word) => word !== ''),
        );
        assert.equal(code, 0);
        assert.deepEqual(raggedLines(out), [], verb);
        assert.match(out, new RegExp(`^Examples?:\\n(?: .*\\n)*? {2}verbatim ${verb}`, 'm'), verb);
      }
    });

    it('tells its version', async () => {
      assert.deepEqual(await verbatim(folder, ['--version']), { code: 0, out: '1.2.3\n', err: '' });
      assert.match((await verbatim(folder, ['--help'])).out, /--version/);
    });

    it('refuses what is no verb or option in one line, and shows help where nothing is asked', async () => {
      refused(await verbatim(folder, ['exprt']), /Did you mean export\?.* See “verbatim --help”\.$/m);
      refused(await verbatim(folder, ['check', '--quick']), /unknown option.* See “verbatim check --help”\.$/m);
      refused(await go('import'), /FILE.* See “verbatim import --help”\.$/m);
      refused(await go('export'), /--format.* See “verbatim export --help”\.$/m);
      refused(await go('export', '--fromat', 'json'), /unknown option '--fromat' \(Did you mean --format\?\)/);
      refused(await go('export', '--format', 'xml'), /json, jsonl, csv.* See “verbatim export --help”\.$/m);
      refused(await go('export', '--format', 'csv', '--offsets', 'words'), /codePoint, utf16, byte/);
      const { code, err } = await verbatim(folder, []);
      assert.equal(code, 2);
      assert.match(err, /Usage: verbatim/);
    });

    it('finds the study from a folder within it, and refuses where there is none', async () => {
      mkdirSync(at('study', 'notes', 'deep'), { recursive: true });
      assert.equal((await verbatim(at('study', 'notes', 'deep'), ['check'])).code, 0);
      assert.equal((await verbatim(folder, ['check', '--project', 'study'])).code, 0);
      refused(await verbatim(folder, ['check']), /no verbatim\.yaml here or in a folder above.*--project/);
      refused(await verbatim(folder, ['check', '--project', 'nowhere']), /nowhere: .*no study/);
    });

    it('takes the study’s own file for its folder, and says what to give in place of another file', async () => {
      assert.equal((await verbatim(folder, ['check', '--project', 'study/verbatim.yaml'])).code, 0);
      assert.equal((await verbatim(folder, ['check', '--project', at('study', 'verbatim.yaml')])).code, 0);
      refused(
        await verbatim(folder, ['check', '--project', `study/codebooks/${codebook}.yaml`]),
        /peer-worker-conditions\.yaml: error: This is a file, not the folder of a study\. Give the folder that holds verbatim\.yaml/,
      );
      refused(
        await verbatim(folder, ['check', '--project', 'nowhere/verbatim.yaml']),
        /nowhere\/verbatim\.yaml: .*no study/,
      );
      refused(await verbatim(folder, ['check', '--project', 'nowhere']), /nowhere: error: There is no such folder/);
      refused(await verbatim(folder, ['check', '--project', 'study/verbatim.yaml/x']), /There is no such folder/);
    });
  });

  describe('init', () => {
    it('makes a study that is sound', async () => {
      assert.match(read('study', 'verbatim.yaml'), /name: "My study"/);
      assert.match(read('study', '.gitignore'), /\.verbatim\//);
      assert.ok(existsSync(at('study', 'codebooks', `${codebook}.yaml`)));
      assert.equal((await go('check')).code, 0);
    });

    it('adds its line to a .gitignore that is there, and leaves the bytes of the others as they are', async () => {
      mkdirSync(at('mine'));
      const before = Uint8Array.of(0x63, 0x61, 0x66, 0xe9);
      writeFileSync(at('mine', '.gitignore'), before);
      assert.equal((await verbatim(at('mine'), ['init'])).code, 0);
      const added = Buffer.from('\n.verbatim/\n');
      assert.deepEqual(readFileSync(at('mine', '.gitignore')), Buffer.concat([before, added]));
    });

    it('names a cases.yaml that is in the folder already', async () => {
      mkdirSync(at('mine'));
      writeFileSync(at('mine', 'cases.yaml'), 'verbatim-cases: 1\ncases: [{id: RIV1}]\n');
      const { code, out } = await verbatim(folder, ['init', 'mine']);
      assert.equal(code, 0);
      assert.match(read('mine', 'verbatim.yaml'), /^cases: cases\.yaml$/m);
      assert.equal((await verbatim(at('mine'), ['check'])).code, 0, out);
    });

    it('lists the built-in codebooks', async () => {
      const { out } = await verbatim(folder, ['init', '--list-codebooks']);
      assert.match(out, /^bcttv1 +BCT Taxonomy v1.*\(109 codes\)$/m);
      const listed = JSON.parse((await verbatim(folder, ['init', '--list-codebooks', '--json'])).out) as {
        codebooks: { id: string }[];
      };
      assert.ok(listed.codebooks.some(({ id }) => id === codebook));
      assert.deepEqual(readdirSync(folder), ['study']);
    });

    it('names the study after its folder, and takes several codebooks', async () => {
      const { code, out } = await verbatim(folder, ['init', 'two', '--codebook', codebook, 'bcttv1', '--json']);
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(out), { project: { name: 'two' }, codebooks: [codebook, 'bcttv1'] });
      mkdirSync(at('here'));
      assert.equal((await verbatim(at('here'), ['init'])).code, 0);
      assert.match(read('here', 'verbatim.yaml'), /name: "here"/);
    });

    it('takes the folder before and behind the codebooks, however they are written', async () => {
      const both = [codebook, 'bcttv1'];
      const calls = [
        ['DIR', '--codebook', ...both],
        ['--codebook', ...both, 'DIR'],
        ['--codebook', both.join(','), 'DIR'],
        ['--codebook', codebook, '--codebook', 'bcttv1', 'DIR'],
        ['--codebook', codebook, 'DIR', '--codebook=bcttv1'],
      ];
      for (const [i, call] of calls.entries()) {
        const name = `made${i}`;
        const { code, out, err } = await verbatim(folder, [
          'init',
          ...call.map((word) => (word === 'DIR' ? name : word)),
          '--json',
        ]);
        assert.equal(code, 0, err);
        assert.deepEqual(
          (JSON.parse(out) as { codebooks: string[] }).codebooks.sort(),
          both.toSorted(),
          call.join(' '),
        );
        assert.ok(existsSync(at(name, 'verbatim.yaml')), call.join(' '));
      }
      assert.equal((await verbatim(folder, ['init', 'bcttv1'])).code, 0);
      assert.match(read('bcttv1', 'verbatim.yaml'), /codebooks: \[\]/);
    });

    it('refuses words of which it cannot be said what they are', async () => {
      refused(await verbatim(folder, ['init', 'one', 'two']), /“one” and “two” cannot both be the folder/);
      refused(
        await verbatim(folder, ['init', '--codebook', codebook, 'one', 'bctv1']),
        /“one” and “bctv1”.*Built-in codebooks: bcttv1, /,
      );
      refused(
        await verbatim(folder, ['init', '--codebook', codebook, 'bcttv1']),
        /“bcttv1” may be the folder or a codebook.*“--codebook peer-worker-conditions,bcttv1” or “\.\/bcttv1”/,
      );
      assert.deepEqual(readdirSync(folder), ['study']);
    });

    it('refuses a file in the place of the folder', async () => {
      put('talk.txt', 'words');
      refused(
        await verbatim(folder, ['init', 'talk.txt']),
        /talk\.txt: error: This is a file, not a folder\. Name a folder/,
      );
      refused(
        await verbatim(folder, ['init', 'talk.txt/deep/er']),
        /talk\.txt\/deep\/er: error: .*“.*talk\.txt” is a file/,
      );
      assert.equal(read('talk.txt'), 'words');
    });

    it('refuses a study that is there and a codebook that is not', async () => {
      refused(await verbatim(folder, ['init', 'study']), /study: .*a study already/);
      refused(await verbatim(folder, ['init', 'other', '--codebook', 'bct']), /bcttv1/);
      assert.equal(existsSync(at('other')), false);
    });
  });

  describe('import', () => {
    it('copies transcripts as UTF-8 with LF, and tells turns and speakers', async () => {
      const { code, out } = await go('import', put('INT1.txt', `\ufeff${interviewText.replaceAll('\n', '\r\n')}`));
      assert.equal(code, 0);
      assert.equal(out, 'transcripts/INT1.txt: 4 turns, speakers I, R\n');
      assert.equal(read('study', 'transcripts', 'INT1.txt'), interviewText);
    });

    it('says one turn, and how many speakers it does not name', async () => {
      const one = await go('import', put('notes.txt', 'Some words that nobody in particular said.\n'));
      assert.match(one.out, /notes\.txt: 1 turn, no speakers/);
      const names = [...'ABCDEFGHIJ'].map((letter) => `Person ${letter}: I am here.\n`).join('\n');
      const many = await go('import', put('group.txt', names));
      assert.match(many.out, /: 10 turns, speakers Person A, .*, Person H and 2 more\n/);
    });

    it('leaves a transcript that is there with the same text, and refuses one with another', async () => {
      const file = put('INT1.txt', interviewText);
      await go('import', file);
      assert.equal((await go('import', file)).out, 'transcripts/INT1.txt: already there\n');
      put('INT1.txt', 'I: Other words.\n');
      const other = put('INT2.txt', interviewText);
      refused(await go('import', other, file), /INT1\.txt: .*with another text/);
      assert.equal(read('study', 'transcripts', 'INT1.txt'), interviewText);
      assert.equal(existsSync(at('study', 'transcripts', 'INT2.txt')), false);
    });

    it('takes names that differ in capitals alone for one file', async () => {
      mkdirSync(at('b'));
      const [one, two] = [put('Int1.txt', interviewText), put('b/INT1.txt', 'I: Other words.\n')];
      refused(
        await go('import', one, two),
        /b.INT1\.txt: error: .*another text.*“transcripts\/Int1\.txt”.*another name/,
      );
      assert.equal(existsSync(at('study', 'transcripts', 'Int1.txt')), false);
      put('b/INT1.txt', interviewText);
      assert.equal((await go('import', one, two)).code, 0);
      assert.deepEqual(readdirSync(at('study', 'transcripts')).sort(), ['.gitkeep', 'Int1.txt']);
      put('b/INT1.txt', 'I: Other words.\n');
      refused(await go('import', two), /“transcripts\/Int1\.txt” is in the study already/);
      // A study that has both already, as it may on Linux.
      writeFileSync(at('study', 'transcripts', 'INT1.txt'), 'I: Other words.\n');
      for (const file of [one, two]) assert.match((await go('import', file)).out, /already there/);
    });

    it('says what was guessed, or takes the encoding that is named', async () => {
      const latin = Uint8Array.from([...'I: caf'].map((sign) => sign.charCodeAt(0)).concat(0xe9, 0x0a));
      const { code, err } = await go('import', put('latin.txt', latin));
      assert.equal(code, 0);
      assert.match(err, /guess/);
      await go('import', put('named.txt', latin), '--encoding', 'windows-1252');
      assert.equal(read('study', 'transcripts', 'named.txt'), 'I: café\n');
      refused(await go('import', put('x.txt', latin), '--encoding', 'klingon'), /klingon/);
    });

    it('refuses what it cannot read, or cannot tell what it is', async () => {
      refused(await go('import', at('gone.txt')), /gone\.txt: error: .*no such file/);
      mkdirSync(at('a.txt'));
      refused(await go('import', at('a.txt')), /it is a folder.*Name the files in it/);
      mkdirSync(at('interviews'));
      refused(await go('import', at('interviews')), /interviews: error: .*it is a folder.*Name the files in it/);
      refused(await go('import', at('gone')), /gone: error: .*no such file/);
      refused(await go('import', at('gone.docx')), /gone\.docx: error: .*no such file/);
      refused(await go('import', put('talk.docx', 'PK')), /--as transcript or --as codings/);
      refused(await go('import', put('talk.docx', 'words'), '--as', 'transcript'), /end with \.txt/);
      refused(await go('import', put('zip.txt', 'PK\u0003\u0004')), /not plain text/);
      refused(await go('import', put('x.txt', 'a'), '--as', 'song'), /transcript, codings/);
    });

    it('brings in codings after the transcripts of the same call, and nothing twice', async () => {
      const codings = put(
        'codings.csv',
        `${head}INT1,1,role-distinctiveness,Ada Example\nINT1,2,benefit-skills,Ada Example\n`,
      );
      const first = await go('import', codings, put('INT1.txt', interviewText));
      assert.equal(first.code, 0, first.err);
      assert.match(first.out, /codings\.csv: 2 new segments, 2 new codings by ada-example\n$/);
      assert.match(first.err, /New coder: “Ada Example”/);
      const files = (): string => read('study', 'coding', 'ada-example', 'segments', 'transcripts', 'INT1.txt.jsonl');
      const before = files();
      const again = await go('import', codings);
      assert.match(again.out, /0 new segments, 0 new codings; already there: 2/);
      assert.equal(files(), before);
      assert.equal((await go('check')).code, 0);
    });

    it('writes nothing at all where one file is refused, and says what was written where none is', async () => {
      const transcript = put('INT1.txt', interviewText);
      const good = put('good.csv', `${head}INT1,1,role-distinctiveness,ada\n`);
      const bad = put('bad.csv', `${head}INT1,1,nope,ada\n`);
      const failed = await go('import', transcript, good, bad, '--json');
      assert.equal(failed.code, 2);
      assert.deepEqual((JSON.parse(failed.out) as { written: string[] }).written, []);
      refused(await go('import', transcript, good, bad), /bad\.csv: error: /);
      assert.equal(existsSync(at('study', 'transcripts', 'INT1.txt')), false);
      assert.equal(existsSync(at('study', 'coding')), false);
      const more = put('more.csv', `${head}INT1,1,role-distinctiveness,ada\nINT1,1,benefit-skills,ada\n`);
      const done = await go('import', transcript, good, more, '--json');
      const said = JSON.parse(done.out) as { written: string[]; codings: { segments: number; codings: number }[] };
      assert.deepEqual(said.written, ['transcripts/INT1.txt', good, more]);
      assert.deepEqual(
        said.codings.map(({ segments, codings }) => [segments, codings]),
        [
          [1, 1],
          [0, 1],
        ],
      );
      assert.equal((await go('check')).out, '1 transcript, 1 segment, 19 codes: no problems.\n');
    });

    it('leaves a study of a newer version alone', async () => {
      const yaml = read('study', 'verbatim.yaml');
      writeFileSync(at('study', 'verbatim.yaml'), yaml.replace('verbatim: 1', 'verbatim: 2'));
      refused(await go('import', put('INT1.txt', interviewText)), /newer Verbatim.*Update/);
      refused(await go('import', put('c.csv', `${head}INT1,1,nope,ada\n`)), /newer Verbatim.*Update/);
      assert.equal(existsSync(at('study', 'transcripts', 'INT1.txt')), false);
    });

    it('takes the coder from --coder, and tells programs what it did', async () => {
      await go('import', put('INT1.txt', interviewText));
      const file = put('codings.jsonl', '{"transcript":"INT1","turn":1,"code":"role-distinctiveness"}\n');
      const done = await go('import', file, '--coder', 'ben', '--json');
      const said = JSON.parse(done.out) as {
        codings: { segments: number; coders: string[] }[];
        transcripts: unknown[];
      };
      assert.deepEqual(
        said.codings.map(({ segments, coders }) => [segments, coders]),
        [[1, ['ben']]],
      );
      assert.deepEqual(said.transcripts, []);
    });

    it('refuses an unsound codings file whole, and tells of every wrong row', async () => {
      await go('import', put('INT1.txt', interviewText));
      const file = put('codings.csv', `${head}INT1,1,role-distinctiveness,ada\nINT1,2,nope,ada\nINT9,1,nope,ada\n`);
      const { code, out, err } = await go('import', file);
      assert.deepEqual([code, out], [2, '']);
      const [first, second, ...rest] = err.split('\n');
      assert.match(first ?? '', /^verbatim: .*codings\.csv: error: Row 3: .*no codebook has a code “nope”/);
      assert.match(second ?? '', /^verbatim: .*codings\.csv: error: Row 4: .*no transcript “INT9”/);
      assert.deepEqual(rest, ['']);
      assert.equal(existsSync(at('study', 'coding')), false);
      const listed = JSON.parse((await go('import', file, '--json')).out) as { problems: { rule: string }[] };
      assert.deepEqual(listed.problems.map(({ rule }) => rule).sort(), ['unknown-code', 'unknown-transcript']);
      refused(await go('import', put('bad.csv', 'name\nx\n')), /bad\.csv: error: There is no column “transcript”/);
    });

    it('tells of 20 wrong rows at the most, and how many more there are', async () => {
      await go('import', put('INT1.txt', interviewText));
      const wrong = (rows: number): string =>
        put('codings.csv', head + Array.from({ length: rows }, (_, i) => `INT1,1,nope${i},ada\n`).join(''));
      const twenty = (await go('import', wrong(20))).err.split('\n');
      assert.equal(twenty.length, 21);
      assert.match(twenty[19] ?? '', /Row 21: /);
      const more = (await go('import', wrong(23))).err.split('\n');
      assert.match(more[19] ?? '', /Row 21: /);
      assert.deepEqual(more.slice(20), ['verbatim: and 3 more; --json lists them.', '']);
      const { err } = await go('import', wrong(5000));
      assert.match(
        err,
        /^verbatim: .*codings\.csv: error: There are 100 problems or more, so the rest of the file was not looked at\./,
      );
    });

    it('tells what is wrong with each of several files', async () => {
      await go('import', put('INT1.txt', interviewText));
      const files = [
        put('one.csv', `${head}INT1,1,nope,ada\n`),
        put('two.csv', `${head}INT1,1,role-distinctiveness,ada\n`),
        put('three.csv', 'name\nx\n'),
      ];
      const { err } = await go('import', ...files);
      assert.match(
        err,
        /^verbatim: .*one\.csv: error: Row 2: .*\nverbatim: .*three\.csv: error: There is no column .*\n$/,
      );
      assert.match(
        (await go('import', at('gone.txt'), put('talk.docx', 'PK'))).err,
        /gone\.txt: error: .*\n.*talk\.docx: error: Its ending/,
      );
      assert.equal(existsSync(at('study', 'coding')), false);
    });
  });

  describe('report', () => {
    it('says how themes cut across the codes, to read, for programs, and of chosen coders', async () => {
      await go('import', put('INT1.txt', interviewText), put('c.csv', `${head}INT1,1,role-distinctiveness,ada\n`));
      const book = at('study', 'codebooks', `${codebook}.yaml`);
      const bare = readFileSync(book, 'utf8').replace(/^themes:[^]*/m, '');
      writeFileSync(book, bare);
      refused(await go('report', 'themes'), /no theme\. Make one/);
      writeFileSync(book, `${bare}themes:\n  - {id: t, name: Roles, codes: [role-distinctiveness]}\n`);
      const read = await go('report', 'themes');
      assert.equal(read.code, 0);
      assert.match(read.out, /^\| Category +\| Code +\| Roles \|\n/);
      assert.match(read.out, /\| \(all segments\) +\| +1 \|\n/);
      const csv = (await go('report', 'themes', '--format', 'csv')).out.split('\r\n');
      assert.equal(csv[0], 'category,code,code_id,Roles');
      assert.ok(csv.some((line) => line.endsWith(',role-distinctiveness,1')));
      assert.match((await go('report', 'themes', '--json')).out, /^\{"themes":\["Roles"\],"rows":\[/);
      refused(await go('report', 'themes', '--coder', 'eve'), /no coder “eve”\. The study has ada\./);
      refused(await go('report', 'nothing'), /report --help/);
      assert.match((await go('report', 'codebook-history')).out, /^# How the codebook of /);
      assert.match(
        (await go('report', 'codebook-history', '--format', 'csv', '--coder', 'ada')).out,
        /^at,who,source,/,
      );
      assert.equal((await go('report', 'codebook-history', '--json')).out, '[]\n');
      assert.deepEqual((await go('report', 'themes', '--coder', 'ada')).out, read.out);
    });
  });

  describe('check', () => {
    it('finds what is wrong, and says so with the exit code', async () => {
      await go('import', put('INT1.txt', interviewText), put('c.csv', `${head}INT1,1,role-distinctiveness,ada\n`));
      const sound = await go('check');
      assert.deepEqual([sound.code, sound.out], [0, '1 transcript, 1 segment, 19 codes: no problems.\n']);
      rmSync(at('study', 'codebooks', `${codebook}.yaml`));
      const { code, out } = await go('check');
      assert.equal(code, 1);
      assert.match(out, /missing-codebook/);
      assert.match(out, /1\.txt\.jsonl:2: error: The code “role-distinctiveness” is in no codebook/);
      assert.match(out, /2 errors, 0 warnings\.\n$/);
      const listed = JSON.parse((await go('check', '--json')).out) as { problems: unknown[]; segments: number };
      assert.deepEqual([listed.problems.length, listed.segments], [2, 1]);
    });

    it('names segments of themes that no coder has', async () => {
      await go('import', put('INT1.txt', interviewText), put('c.csv', `${head}INT1,1,role-distinctiveness,ada\n`));
      const book = at('study', 'codebooks', `${codebook}.yaml`);
      const text = readFileSync(book, 'utf8').replace(/^themes:[^]*/m, '');
      const id = /"id":"([^"]+)"/.exec((await go('export', '--format', 'jsonl')).out)?.[1] ?? '';
      writeFileSync(book, `${text}themes:\n  - {id: t, name: T, include: [${id}, gone]}\n`);
      const { code, out } = await go('check');
      assert.equal(code, 1);
      assert.match(
        out,
        /yaml:\d+:\d+: warning: “include” of the theme “t” names “gone”.*\[unknown-segment\]\n.*0 errors, 1 warning/,
      );
    });

    it('names links that lead out of the study, which are neither read nor exported nor written', async () => {
      mkdirSync(at('elsewhere'));
      writeFileSync(at('elsewhere', 'secret.txt'), 'I: A secret.\n');
      await go('import', put('INT1.txt', interviewText));
      symlinkSync(at('elsewhere', 'secret.txt'), at('study', 'transcripts', 'INT2.txt'));
      symlinkSync(at('elsewhere'), at('study', 'recordings'));
      mkdirSync(at('study', 'coding'));
      symlinkSync(at('elsewhere'), at('study', 'coding', 'ada'));
      const { code, out } = await go('check');
      assert.equal(code, 1);
      const said = out.split('\n');
      assert.match(said[0] ?? '', /^coding\/ada: error: .* leads out of the study.* Put .* \[link-out\]$/);
      assert.match(said[1] ?? '', /^transcripts\/INT2\.txt: error: .* leads out of the study.* \[link-out\]$/);
      assert.equal(said[2], '1 transcript, 0 segments, 19 codes: 2 errors, 0 warnings.');
      const exported = await go('export', '--format', 'json');
      assert.doesNotMatch(exported.out, /INT2/);
      assert.match(exported.err, /has problems/);
      const codings = put('c.csv', `${head}INT1,1,role-distinctiveness,ada\n`);
      refused(await go('import', codings), /coding\/ada\/.* leads out of the study/);
      assert.deepEqual(readdirSync(at('elsewhere')), ['secret.txt']);
      rmSync(at('study', 'verbatim.yaml'));
      symlinkSync(at('elsewhere', 'secret.txt'), at('study', 'verbatim.yaml'));
      refused(await go('check'), /verbatim\.yaml: error: .* leads out of the study/);
    });

    it('names the transcript that has the text of a missing one, and changes nothing', async () => {
      await go('import', put('INT1.txt', interviewText), put('c.csv', `${head}INT1,1,role-distinctiveness,ada\n`));
      renameSync(at('study', 'transcripts', 'INT1.txt'), at('study', 'transcripts', 'Anna.txt'));
      const { code, out } = await go('check');
      assert.equal(code, 1);
      assert.match(
        out,
        /INT1\.txt” of these segments is not there\. “transcripts\/Anna\.txt” has its very text\..*Relink Transcript/,
      );
      assert.ok(existsSync(at('study', 'coding', 'ada', 'segments', 'transcripts', 'INT1.txt.jsonl')));
      writeFileSync(at('study', 'transcripts', 'Copy.txt'), interviewText);
      assert.match((await go('check')).out, /“transcripts\/Anna\.txt” and “transcripts\/Copy\.txt” have its very text/);
    });

    it('refuses a study whose verbatim.yaml is unsound', async () => {
      writeFileSync(at('study', 'verbatim.yaml'), 'verbatim: [');
      refused(await go('check'), /verbatim\.yaml:1/);
    });
  });

  describe('export', () => {
    beforeEach(async () => {
      const rows = `${head}INT1,1,role-distinctiveness,ada\nINT1,2,benefit-skills,ben\n`;
      await go('import', put('INT1.txt', interviewText), put('c.csv', rows));
    });

    it('writes to standard output', async () => {
      const { code, out, err } = await go('export', '--format', 'csv');
      assert.deepEqual([code, err], [0, '']);
      assert.equal(out.split('\r\n').length, 4);
      assert.equal(
        (JSON.parse((await go('export', '--format', 'json', '--offsets', 'byte')).out) as { offsetUnit: string })
          .offsetUnit,
        'byte',
      );
    });

    it('leaves out what the options leave out', async () => {
      const idsOf = async (...args: string[]): Promise<string[]> =>
        (await go('export', '--format', 'jsonl', ...args)).out
          .split('\n')
          .slice(0, -1)
          .map((line) => (JSON.parse(line) as { coder: string }).coder);
      assert.deepEqual(await idsOf(), ['ada', 'ben']);
      assert.deepEqual(await idsOf('--coder', 'ben'), ['ben']);
      assert.deepEqual(await idsOf('--code', 'organisational-conditions'), ['ada']);
      assert.deepEqual(await idsOf('--mask-coders'), ['1', '2']);
      refused(
        await go('export', '--format', 'csv', '--case', 'X'),
        /no case “X”.* The study has no cases yet, so leave this out/,
      );
      refused(
        await go('export', '--format', 'csv', '--coder', 'bem'),
        /no coder “bem”.* Name one of these: ben, ada\./,
      );
      refused(await go('export', '--format', 'json', '--spreadsheet-safe'), /--format csv/);
    });

    it('writes a file whole, and tells programs', async () => {
      const { code, out } = await go('export', '--format', 'csv', '--spreadsheet-safe', '--out', 'out.csv', '--json');
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(out), { out: 'out.csv', format: 'csv' });
      // The mark tells a spreadsheet that this is UTF-8.
      assert.match(read('study', 'out.csv'), /^\ufefftranscript,.*,spreadsheet_safe\r\n/);
      assert.deepEqual(
        readdirSync(at('study')).filter((name) => name.includes('.tmp')),
        [],
      );
    });

    it('keeps the permissions of a file that it replaces, and replaces none that is read-only', async () => {
      const to = (out: string): Promise<Ran> => go('export', '--format', 'csv', '--out', out);
      writeFileSync(at('study', 'out.csv'), 'before');
      chmodSync(at('study', 'out.csv'), 0o600);
      assert.equal((await to('out.csv')).code, 0);
      assert.equal(statSync(at('study', 'out.csv')).mode & 0o777, 0o600);
      chmodSync(at('study', 'out.csv'), 0o444);
      refused(await to('out.csv'), /out\.csv: error: The file is read-only\./);
      writeFileSync(at('elsewhere.txt'), 'before');
      symlinkSync(at('elsewhere.txt'), at('study', 'link.csv'));
      assert.equal((await to('link.csv')).code, 0);
      assert.equal(read('elsewhere.txt'), 'before');
    });

    it('refuses to write over the study itself, into a folder that is not there, or over a folder', async () => {
      const to = (out: string): Promise<Ran> => go('export', '--format', 'csv', '--out', out);
      refused(await to('verbatim.yaml'), /a file of the study itself/);
      refused(await to('transcripts/INT1.txt'), /a file of the study itself/);
      refused(await to('coding/ada/segments/transcripts/INT1.txt.jsonl'), /a file of the study itself/);
      refused(await to(`codebooks/${codebook}.yaml`), /a file of the study itself/);
      refused(await to('nowhere/out.csv'), /folder for the export is not there/);
      refused(await to('verbatim.yaml/deep/out.csv'), /folder for the export is not there/);
      refused(await to('transcripts'), /This is a folder/);
      assert.equal((await to('../outside.csv')).code, 0);
    });

    it('leaves what stood there where a transcript cannot be read', async () => {
      writeFileSync(at('study', 'out.csv'), 'before');
      writeFileSync(at('study', 'transcripts', 'bad.txt'), Uint8Array.of(0xe9, 0x0a));
      refused(await go('export', '--format', 'csv', '--out', 'out.csv'), /bad\.txt:1:1: error: .*not UTF-8/);
      assert.equal(read('study', 'out.csv'), 'before');
    });

    it('says where the study has problems', async () => {
      rmSync(at('study', 'codebooks', `${codebook}.yaml`));
      const { code, err } = await go('export', '--format', 'csv');
      assert.equal(code, 0);
      assert.match(err, /verbatim check/);
    });

    it('shows progress only to a person who watches', async () => {
      const { err } = await verbatim(at('study'), ['export', '--format', 'csv'], { terminal: true });
      assert.match(err, /\rExporting … /);
    });

    it('ends quietly where nobody reads any more', async () => {
      const { code, err } = await verbatim(at('study'), ['export', '--format', 'json'], { closesAfter: 0 });
      assert.deepEqual([code, err], [0, '']);
    });

    it('says a surprise in one line', async () => {
      rmSync(at('study', 'transcripts'), { recursive: true });
      writeFileSync(at('study', 'verbatim.yaml'), 'verbatim: 1\nname: X\n');
      mkdirSync(at('study', 'cases.yaml'));
      writeFileSync(at('study', 'verbatim.yaml'), 'verbatim: 1\nname: X\ncases: codebooks\n');
      const { code, err } = await go('check');
      assert.ok(code === 1 || code === 2);
      assert.ok(err.split('\n').length <= 2);
    });
  });
});

/**
 * Lines of a help screen that are longer than 80 columns, or that were broken before they were full: paragraphs, and the right
 * column of a list. Examples and lists break where they are written.
 */
function raggedLines(screen: string): string[] {
  const lines = screen.split('\n');
  return lines.filter((line, i) => {
    if (line.length > 80) return true;
    const next = lines[i + 1] ?? '';
    const indent = /^ */.exec(next)?.[0].length ?? 0;
    const goesOn = indent === 0 ? /^\S/.test(line) && /^[a-z(“]/.test(next) : indent > 4 && next.trim() !== '';
    return goesOn && line.length + 1 + (next.trim().split(' ')[0] ?? '').length <= 80;
  });
}
