import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { newId } from '../core/base/ids';
import { silentLogger } from '../core/base/logger';
import type { Problem } from '../core/base/problem';
import { err, ok, type Result } from '../core/base/result';
import type { StudyHost } from '../core/project/host';
import { Study } from '../core/project/study';
import { projectFileName } from '../core/project/studyFiles';
import { nodeDigest, NodeFilePort, nodePause } from '../extension/platform/node/nodeFilePort';
import { nodeMachine } from '../extension/platform/node/nodeMachine';
import type { Io } from './io';
import { wrongUse } from './refuse';

/** A study that a verb works on, and its folder. */
export interface OpenedStudy {
  readonly study: Study;
  readonly root: string;
}

/** The folder of the study: `--project` (the folder, or the file verbatim.yaml in it), else the nearest ancestor with verbatim.yaml. Refused where there is none. */
export function studyFolder(io: Io, project: string | undefined): Result<string, Problem> {
  if (project !== undefined) {
    const named = resolve(io.cwd, project);
    const isFile = existsSync(named) && statSync(named).isFile();
    if (isFile && basename(named) !== projectFileName) {
      const message = 'This is a file, not the folder of a study.';
      return err(wrongUse('no-study', message, `Give the folder that holds ${projectFileName}.`, project));
    }
    const root = isFile ? dirname(named) : named;
    if (existsSync(join(root, projectFileName))) return ok(root);
    const message = existsSync(root)
      ? `There is no ${projectFileName} in this folder, so it is no study.`
      : 'There is no such folder, so it is no study.';
    return err(wrongUse('no-study', message, 'Name the folder of a study, or make one with “verbatim init”.', project));
  }
  for (let folder = resolve(io.cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, projectFileName))) return ok(folder);
    if (dirname(folder) === folder) break;
  }
  const message = `There is no ${projectFileName} here or in a folder above.`;
  return err(
    wrongUse(
      'no-study',
      message,
      'Go to the folder of a study, name it with --project, or make one with “verbatim init”.',
    ),
  );
}

/** Opens the study, without its transcripts. Refused, with what is wrong, where verbatim.yaml is missing or unsound. */
export async function openStudy(io: Io, project: string | undefined): Promise<Result<OpenedStudy, readonly Problem[]>> {
  const root = studyFolder(io, project);
  if (!root.ok) return err([root.error]);
  const { study, problems } = await Study.open(hostOf(root.value));
  return study === null ? err(problems) : ok({ study, root: root.value });
}

/** What a study needs of this process. */
export function hostOf(root: string): StudyHost {
  return {
    files: new NodeFilePort(root),
    digest: nodeDigest,
    machine: nodeMachine(),
    pause: nodePause,
    now: () => new Date().toISOString(),
    newId,
    log: silentLogger,
  };
}
