import { baseName, folderOf, type StudyPath } from '../base/studyPath';

/** How the file system spells the paths of a study where it differs from the path (names kept decomposed, NFD). */
export class Spellings {
  private readonly spelled = new Map<string, string>();

  /** Remembers the spelling of a file or folder that was found. */
  found(path: StudyPath, spelled: string): void {
    if (spelled === path) this.spelled.delete(path);
    else this.spelled.set(path, spelled);
  }

  /** The spelling of a path; what was not found itself is spelled as the nearest folder above it that was. */
  of(path: string): string {
    const known = this.spelled.get(path);
    if (known !== undefined) return known;
    const folder = folderOf(path);
    return folder === '' || this.spelled.size === 0 ? path : `${this.of(folder)}/${baseName(path)}`;
  }
}
