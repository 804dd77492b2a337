import type { CancellationToken } from '../base/cancellation';
import type { Digest } from '../base/digest';
import type { StudyPath } from '../base/studyPath';
import { FrameReadings } from './frameReadings';
import { whereAllowed, type StudyHost } from './host';
import { loadFrame, type LoadedFrame } from './loadStudy';

/** Reads the frame of one study, again and again: of what did not change nothing is read into its parts anew. */
export class FrameReader {
  private readonly kept = new FrameReadings();
  private reading: Promise<unknown> = Promise.resolve();
  /** The bytes of the files that the newest frame was read from; of none where it is unsound. */
  private digests: ReadonlyMap<StudyPath, Digest> = new Map();
  /** How many times reading began, and which of these times is the newest that is done. */
  private begun = 0;
  private done = 0;

  constructor(private readonly host: StudyHost) {}

  /** Reads it; `outdated` where another reading began after this one and is done. */
  read(token: CancellationToken): Promise<LoadedFrame & { readonly outdated: boolean }> {
    const reading = this.readNow(token, ++this.begun);
    this.reading = reading.catch(() => undefined);
    return reading;
  }

  private async readNow(
    token: CancellationToken,
    began: number,
  ): Promise<LoadedFrame & { readonly outdated: boolean }> {
    const loaded = await loadFrame(this.host, token, this.kept);
    if (began < this.done) return { ...loaded, outdated: true };
    this.done = began;
    this.digests = loaded.frame?.digests ?? new Map();
    if (loaded.frame !== null) this.kept.keepOnly(this.digests);
    return { ...loaded, outdated: false };
  }

  /** Whether a file is now as it was when the newest frame was read; one that is being read counts, once it is there. */
  async isAsRead(path: StudyPath): Promise<boolean> {
    await this.reading;
    const known = this.digests.get(path);
    const bytes = known && (await whereAllowed(undefined, () => this.host.files.read(path)));
    return bytes !== undefined && (await this.host.digest(bytes)) === known;
  }
}
