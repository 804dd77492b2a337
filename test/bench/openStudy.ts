/** A study on the disk as the extension opens it. */
import { newId } from '../../src/core/base/ids';
import { silentLogger } from '../../src/core/base/logger';
import { Study } from '../../src/core/project/study';
import { NodeFilePort, nodeDigest, nodePause } from '../../src/extension/platform/node/nodeFilePort';

/** Opens the study of a folder; its transcripts follow with `fill`. `keepsIndex` says whether the index of an earlier session counts. */
export async function openStudy(folder: string, keepsIndex: boolean): Promise<Study> {
  const { study } = await Study.open({
    files: new NodeFilePort(folder),
    digest: nodeDigest,
    machine: 'this-machine',
    now: () => new Date().toISOString(),
    newId,
    log: silentLogger,
    pause: nodePause,
    keepsIndex: () => keepsIndex,
  });
  if (study === null) throw new Error(`No study in ${folder}`);
  return study;
}
