import { Argument, Command, CommanderError, Option } from 'commander';
import { offsetUnits } from '../core/text/offsets';
import { exitCode } from './exitCode';
import { OutputClosed, type Io } from './io';
import type { CheckOptions } from './checkVerb';
import { exportFormats, type ExportFormat } from './exportFormats';
import type { ExportVerbOptions } from './exportVerb';
import type { ImportVerbOptions } from './importVerb';
import type { InitOptions } from './initVerb';
import { reportFormats, reports, type ReportFormat, type ReportName } from './reportNames';
import type { ReportOptions } from './reportVerb';

/** The verbs, in the order of a study’s life. Each is loaded when it is used. */
const verbs: readonly ((program: Command, run: Runner) => void)[] = [
  addInit,
  addImport,
  addCheck,
  addExport,
  addReport,
];

/** Runs a verb and keeps its exit code. */
type Runner = (work: (io: Io) => Promise<number>) => Promise<void>;

const description = `Qualitative coding of interviews, in plain files that stay on your machine.

A study is a folder with a file verbatim.yaml: transcripts, codebooks and what each person coded, all of it text that you own. The commands below work in the study that you are in; --project names another one.`;

const examples = `
Examples:
  verbatim init peer-support --codebook peer-worker-change-model
  cd peer-support
  verbatim import ~/interviews/*.txt
  verbatim import codings.csv
  verbatim check
  verbatim export --format csv --out segments.csv
  verbatim report themes

Exit codes: 0 done, 1 something was found (check), 2 refused; nothing written
unless it says so. “verbatim help COMMAND” says more about one of them.`;

/**
 * The command line as a function: does what the arguments say and resolves to the exit code. Never throws; a surprise is one line on
 * stderr and exit code 2.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let code: number = exitCode.done;
  const said: Promise<void>[] = [];
  const program = new Command('verbatim')
    .description(description)
    .version(io.version, '--version', 'print the version')
    .addHelpText('after', examples)
    .helpOption('-h, --help', 'say what this does')
    .helpCommand('help [COMMAND]', 'say more about a command')
    .configureHelp({ optionDescription, subcommandTerm })
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void said.push(io.out.write(text)),
      writeErr: (text) => void said.push(io.err.write(text)),
      // As wide as every terminal is, also where the output is kept or sent on.
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
      outputError: errorLine('verbatim --help'),
    });
  for (const add of verbs) {
    add(program, async (work) => {
      code = await work(io);
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    await Promise.all(said);
    return code;
  } catch (error) {
    return await failed(error, io, said);
  }
}

/** How a command is called, as its own help says it; commander’s own term would show how an argument is declared. */
function subcommandTerm(command: Command): string {
  return `${command.name()} ${command.usage()}`;
}

/** What an option does, with its choices and its default as a person would say them. */
function optionDescription({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const choices = argChoices === undefined ? '' : `: ${argChoices.join(', ')}`;
  const unsaid = defaultValueDescription ?? (typeof defaultValue === 'string' ? defaultValue : undefined);
  return `${description}${choices}${unsaid === undefined ? '' : ` (default: ${unsaid})`}`;
}

/** Words a wrong call in one line that ends with where help is. */
function errorLine(help: string): (text: string, write: (line: string) => void) => void {
  return (text, write) => {
    const line = text
      .replace(/^error: /, '')
      .trim()
      .replace(/\s*\n\s*/g, ' ');
    write(`verbatim: ${/[.?)]$/.test(line) ? line : `${line}.`} See “${help}”.\n`);
  };
}

async function failed(error: unknown, io: Io, said: readonly Promise<void>[]): Promise<number> {
  try {
    await Promise.all(said);
    if (error instanceof OutputClosed) return exitCode.done;
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.refused;
    const reason = error instanceof Error ? error.message : String(error);
    await io.err.write(`verbatim: ${reason.replace(/\s*[\r\n]+\s*/g, ' ')}\n`);
    return exitCode.refused;
  } catch (closed) {
    if (closed instanceof OutputClosed) return exitCode.done;
    throw closed;
  }
}

/** A verb with its examples; what is wrong with a call of it points to its own help. */
function verb(program: Command, name: string, ...examples: readonly string[]): Command {
  const heading = examples.length === 1 ? 'Example' : 'Examples';
  const lines = examples.map((example) => `\n  verbatim ${name} ${example}`.trimEnd());
  return program
    .command(name)
    .addHelpText('after', `\n${heading}:${lines.join('')}`)
    .configureOutput({ outputError: errorLine(`verbatim ${name} --help`) });
}

/** Options of the verbs that work in a study. */
function inStudy(command: Command): Command {
  return jsonOption(command.option('--project <DIR>', 'folder of the study (default: the nearest one upwards)'));
}

function jsonOption(command: Command): Command {
  return command.option('--json', 'print what a program can read');
}

function addInit(program: Command, run: Runner): void {
  const command = verb(program, 'init', 'peer-support --codebook bcttv1', '--list-codebooks')
    .summary('make a new study')
    .description(
      'Makes a new study in a folder, with the built-in codebooks that you choose. Files that are there are left alone.',
    )
    .argument('[DIR...]', 'folder of the study (default: this one)')
    .usage('[options] [DIR]')
    .option('--name <NAME>', 'what the study is called (default: the folder’s name)')
    .option('--codebook <ID,...>', 'built-in codebooks to begin with', (given: string, before?: string[]) => [
      ...(before ?? []),
      ...given.split(',').map((id) => id.trim()),
    ])
    .option('--list-codebooks', 'list the built-in codebooks and do nothing else');
  jsonOption(command).action((words: readonly string[], options: InitOptions) =>
    run(async (io) => (await import('./initVerb')).initVerb(io, words, options)),
  );
}

function addImport(program: Command, run: Runner): void {
  const command = verb(
    program,
    'import',
    '~/interviews/*.txt',
    'old.txt --encoding windows-1252',
    'codings.csv --coder ada',
  )
    .summary('bring in transcripts or codings')
    .description(
      `Brings files into the study and says what was guessed. Where one file is unsound, none is brought in.

Transcripts (txt, md, vtt, srt) are copied to the folder “transcripts” as UTF-8, and never changed by coding them.

Codings (csv, jsonl) have a row for each code, with the columns

  transcript     its path in the study, or its file name
  start, end     from 0, the end behind the last character; or
  turn           the number of the turn, from 1; or
  quote          the words, where they stand at one place only
  code           its id in the codebook; empty for a note without a code
  coder          who coded it; may be left out with --coder

and, if you like, memo, offsetUnit (codePoint, utf16 or byte), exemplar, certainty, target, deliveredBy, receivedBy, at. What “verbatim export” writes can be imported. Codings go into the files of the coders whom the rows name. Importing the same file again adds nothing.`,
    )
    .argument('<FILE...>', 'files to bring in')
    .addOption(
      new Option('--as <KIND>', 'what the files are')
        .choices(['transcript', 'codings'])
        .default(undefined, 'by their endings'),
    )
    .option('--encoding <NAME>', 'how their letters are encoded, such as windows-1252 (default: found out)')
    .option('--coder <CODER>', 'whose codings they are, where rows do not say');
  inStudy(command).action((files: readonly string[], options: ImportVerbOptions) =>
    run(async (io) => (await import('./importVerb')).importVerb(io, files, options)),
  );
}

function addCheck(program: Command, run: Runner): void {
  const command = verb(program, 'check', '', '--project peer-support --json')
    .summary('look whether the study is sound')
    .description(
      'Reads every file of the study and lists what is wrong, with what to do about it. The exit code is 1 where there is an error or a warning.',
    );
  inStudy(command).action((options: CheckOptions) =>
    run(async (io) => (await import('./checkVerb')).checkVerb(io, options)),
  );
}

function addExport(program: Command, run: Runner): void {
  const command = verb(
    program,
    'export',
    '--format csv --out segments.csv',
    '--format json --coder ada ben --case PAR1 > study.json',
  )
    .summary('write the codings for other programs, or the codebook to read')
    .description(
      `Writes segments with their codes, in the same bytes each time.

  json           the whole study: codebooks, cases, transcripts, segments
  jsonl          the segments, one a line
  csv            a row for each code of each segment, for R, Python, spreadsheets
  codebook-html  the codebooks to read: rules, examples, exemplars, counts
  codebook-md    the same as Markdown

Offsets (start, end) count from 0, the end is behind the last character. They refer to the text with LF line breaks and no byte order mark.`,
    )
    .usage('--format <FORMAT> [options]')
    .addOption(new Option('--format <FORMAT>', 'the form, which has to be said').choices(exportFormats))
    .option('--out <FILE>', 'file to write, whole or not at all (default: standard output)')
    .option('--coder <CODER...>', 'only their segments')
    .option('--code <ID...>', 'only these codes and all below them')
    .option('--case <ID...>', 'only segments of these cases')
    .addOption(new Option('--offsets <UNIT>', 'what start and end count').choices(offsetUnits).default('codePoint'))
    .option(
      '--spreadsheet-safe',
      "csv: begin with a byte order mark, by which Excel knows UTF-8, and put a ' before cells that a spreadsheet would run; import takes both off again",
    )
    .option('--mask-coders', 'numbers in the place of coders; names in memos and texts stay');
  inStudy(command).action((options: Omit<ExportVerbOptions, 'format'> & { readonly format?: ExportFormat }) => {
    const { format } = options;
    // Were it mandatory, a slip such as --fromat would be answered with its absence, not with the slip.
    if (format === undefined) return command.error("error: required option '--format <FORMAT>' not specified");
    return run(async (io) => (await import('./exportVerb')).exportVerb(io, { ...options, format }));
  });
}

function addReport(program: Command, run: Runner): void {
  const command = verb(program, 'report', 'themes', 'themes --format csv --coder ada > themes.csv')
    .summary('tables that sum the study up')
    .description(
      `Writes a table to standard output, in the same bytes each time.

  themes            codes × categories × themes: segments of each code
  codebook-history  who changed what in the codebooks, and when`,
    )
    .addArgument(new Argument('<NAME>', 'which table').choices(reports))
    .addOption(new Option('--format <FORMAT>', 'the form').choices(reportFormats).default('text'))
    .option('--coder <CODER...>', 'only their segments, or changes');
  inStudy(command).action((name: ReportName, options: ReportOptions & { readonly format: ReportFormat }) =>
    run(async (io) => (await import('./reportVerb')).reportVerb(io, name, options)),
  );
}
