import type * as z from 'zod/mini';
import { casesFile, casesVersion } from '../cases/casesFile';
import { codebookFile, codebookVersion } from '../codebook/codebookFile';
import { coderFile, coderVersion } from '../coding/coderFile';
import { segmentRow, segmentsHeader, segmentsVersion } from '../coding/segmentsFile';
import { logEntry, logHeader, logVersion } from '../history/logFile';
import { memoFrontMatter, memoVersion } from '../notes/memoFile';
import { noteRow, notesHeader, notesVersion } from '../notes/notesFile';
import { localFile, localVersion } from '../project/localFile';
import { projectFile, projectVersion } from '../project/projectFile';
import { queryFile, queryVersion } from '../retrieval/queryFile';
import { roundFile, roundVersion } from '../rounds/roundFile';
import { exportFile } from './json/exportFile';
import { exportVersion } from './json/exportVersion';

/** A kind of file of a study, or a kind of line in one. */
export interface FileKind {
  /** Names the schema: media/schemas/<kind>.schema.json. */
  readonly kind: string;
  /** Where such files are, relative to the study: a pattern of paths. */
  readonly glob: string;
  /** What of the file the schema describes. */
  readonly part: 'file' | 'first line' | 'further lines' | 'front matter';
  readonly syntax: 'yaml' | 'json' | 'jsonl' | 'markdown';
  readonly schema: z.core.$ZodType;
  /** The newest version that this program writes and understands. */
  readonly version: number;
  /** The key that carries the version, or null where the file's first line does. */
  readonly versionKey: string | null;
  /** An example, relative to the extension's folder. */
  readonly example: string;
  readonly title: string;
  readonly description: string;
}

const examples = 'media/schemas/examples';
const segmentsGlob = 'coding/*/segments/**/*.jsonl';
const notesGlob = 'coding/*/notes.jsonl';
const logGlob = 'coding/*/log/*.jsonl';

/** Every kind of file that Verbatim writes, with its schema: the one table that schemas, examples and the manifest follow. */
export const fileKinds: readonly FileKind[] = [
  {
    kind: 'project',
    glob: 'verbatim.yaml',
    part: 'file',
    syntax: 'yaml',
    schema: projectFile,
    version: projectVersion,
    versionKey: 'verbatim',
    example: `${examples}/verbatim.yaml`,
    title: 'Verbatim study',
    description: 'Makes its folder a Verbatim study, and says which files are transcripts and codebooks.',
  },
  {
    kind: 'codebook',
    glob: 'codebooks/*.yaml',
    part: 'file',
    syntax: 'yaml',
    schema: codebookFile,
    version: codebookVersion,
    versionKey: 'verbatim-codebook',
    example: `${examples}/codebook.yaml`,
    title: 'Verbatim codebook',
    description: 'Codes in a tree, themes that cut across it, and the relations of a change model.',
  },
  {
    kind: 'cases',
    glob: 'cases.yaml',
    part: 'file',
    syntax: 'yaml',
    schema: casesFile,
    version: casesVersion,
    versionKey: 'verbatim-cases',
    example: `${examples}/cases.yaml`,
    title: 'Verbatim cases',
    description: 'Cases, participants and their variables, and who speaks in which transcript.',
  },
  {
    kind: 'coder',
    glob: 'coding/*/coder.yaml',
    part: 'file',
    syntax: 'yaml',
    schema: coderFile,
    version: coderVersion,
    versionKey: 'verbatim-coder',
    example: `${examples}/coder.yaml`,
    title: 'Verbatim coder',
    description:
      'Who the person is whose codings stand in this folder, and how far they have come with each transcript.',
  },
  {
    kind: 'segments-header',
    glob: segmentsGlob,
    part: 'first line',
    syntax: 'jsonl',
    schema: segmentsHeader(),
    version: segmentsVersion,
    versionKey: 'version',
    example: `${examples}/segments.jsonl`,
    title: 'Verbatim segments, first line',
    description: 'Whose segments these are, of which transcript, and to exactly which text their offsets refer.',
  },
  {
    kind: 'segment',
    glob: segmentsGlob,
    part: 'further lines',
    syntax: 'jsonl',
    schema: segmentRow(),
    version: segmentsVersion,
    versionKey: null,
    example: `${examples}/segments.jsonl`,
    title: 'Verbatim segment',
    description:
      'A stretch of a transcript with the codes that one coder gave it; one line each, sorted by start, end and id.',
  },
  {
    kind: 'notes-header',
    glob: notesGlob,
    part: 'first line',
    syntax: 'jsonl',
    schema: notesHeader(),
    version: notesVersion,
    versionKey: 'version',
    example: `${examples}/notes.jsonl`,
    title: 'Verbatim comments, first line',
    description: 'Whose comments these are.',
  },
  {
    kind: 'note',
    glob: notesGlob,
    part: 'further lines',
    syntax: 'jsonl',
    schema: noteRow(),
    version: notesVersion,
    versionKey: null,
    example: `${examples}/notes.jsonl`,
    title: 'Verbatim comment',
    description: 'One comment in a thread, by the owner of the folder; one line each.',
  },
  {
    kind: 'log-header',
    glob: logGlob,
    part: 'first line',
    syntax: 'jsonl',
    schema: logHeader(),
    version: logVersion,
    versionKey: 'version',
    example: `${examples}/log.jsonl`,
    title: 'Verbatim audit trail, first line',
    description: 'Whose steps these are, and which window or process wrote them.',
  },
  {
    kind: 'log-entry',
    glob: logGlob,
    part: 'further lines',
    syntax: 'jsonl',
    schema: logEntry(),
    version: logVersion,
    versionKey: null,
    example: `${examples}/log.jsonl`,
    title: 'Verbatim audit trail, one step',
    description: 'One step of the audit trail, with what was there before and after it. Lines are only ever added.',
  },
  {
    kind: 'memo',
    glob: 'memos/*.md',
    part: 'front matter',
    syntax: 'markdown',
    schema: memoFrontMatter,
    version: memoVersion,
    versionKey: 'verbatim-memo',
    example: `${examples}/memo.md`,
    title: 'Verbatim memo',
    description: 'What a free memo is about: the lines between “---” at the top of its Markdown.',
  },
  {
    kind: 'query',
    glob: 'queries/*.yaml',
    part: 'file',
    syntax: 'yaml',
    schema: queryFile,
    version: queryVersion,
    versionKey: 'verbatim-query',
    example: `${examples}/query.yaml`,
    title: 'Verbatim query',
    description: 'A query over codings that was saved under a name.',
  },
  {
    kind: 'round',
    glob: 'rounds/*.yaml',
    part: 'file',
    syntax: 'yaml',
    schema: roundFile,
    version: roundVersion,
    versionKey: 'verbatim-round',
    example: `${examples}/round.yaml`,
    title: 'Verbatim round of double coding',
    description: 'Who codes which transcripts independently, and whether they have finished.',
  },
  {
    kind: 'local',
    glob: '.verbatim/local.json',
    part: 'file',
    syntax: 'json',
    schema: localFile,
    version: localVersion,
    versionKey: 'version',
    example: `${examples}/local.json`,
    title: 'Verbatim on this machine',
    description:
      'Who works on which machine. Git ignores it; a synced folder may copy it, so each machine has an entry.',
  },
  {
    kind: 'export',
    glob: '*.verbatim-export.json',
    part: 'file',
    syntax: 'json',
    schema: exportFile,
    version: exportVersion,
    versionKey: 'version',
    example: `${examples}/study.verbatim-export.json`,
    title: 'Verbatim export',
    description: 'A whole study for other programs: codebooks, cases, transcripts and every segment with its words.',
  },
];
