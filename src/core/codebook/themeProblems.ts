import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { isPlainMap } from '../yaml/sameValue';
import { readYaml, type YamlFile } from '../yaml/yamlFile';
import type { Codebook } from './codebook';
import type { ThemeEntry } from './codebookFile';

/** Where a theme names single segments. */
const ofSegments = ['include', 'exclude', 'against'] as const;

/** A theme that another codebook has as well, and segments that are both in and left out. Codes that nobody knows are CodeTree's matter. */
export function themeProblems(codebooks: readonly Codebook[]): readonly Problem[] {
  const first = new Map<string, Codebook>();
  return codebooks.flatMap((codebook) => {
    const places = new Places(codebook);
    return codebook.themes.flatMap((theme) => {
      const problems: Problem[] = [];
      const other = first.get(theme.id);
      if (other) {
        problems.push({
          severity: 'error',
          rule: 'duplicate-id',
          message: say('The id “{0}” is taken by a theme of “{1}”; this one cannot be used.', theme.id, other.file),
          remedy: say('Give it another id, for example “{0}-{1}”.', codebook.id, theme.id),
          ...places.of(theme, 'id'),
        });
      } else first.set(theme.id, codebook);
      for (const segment of new Set(theme.exclude)) {
        if (theme.include?.includes(segment) !== true) continue;
        problems.push({
          severity: 'warning',
          rule: 'in-and-out',
          message: say(
            'The theme “{0}” both takes in and leaves out the segment “{1}”; it is left out.',
            theme.id,
            segment,
          ),
          remedy: say('Take it off “include” or “exclude”.'),
          ...places.of(theme, 'exclude', segment),
        });
      }
      return problems;
    });
  });
}

/**
 * Segments that themes name and the study does not have; `segments`: the ids of all that it has. `isCode` tells ids of codes, which may
 * have been written in the wrong list.
 */
export function unknownThemeSegments(
  codebooks: readonly Codebook[],
  segments: ReadonlySet<string>,
  isCode: (id: string) => boolean,
): readonly Problem[] {
  return codebooks.flatMap((codebook) => {
    const places = new Places(codebook);
    return codebook.themes.flatMap((theme) =>
      ofSegments.flatMap((key) =>
        [...new Set(theme[key])].flatMap((id): Problem[] => {
          if (segments.has(id)) return [];
          return [
            {
              severity: 'warning',
              rule: 'unknown-segment',
              message: say(
                '“{0}” of the theme “{1}” names “{2}”, and the study has no such segment.',
                key,
                theme.id,
                id,
              ),
              remedy: isCode(id)
                ? say('It is a code; name it under “codes”.')
                : say(
                    'It may have been removed, or its coder’s file is not here. Take it off the list if it stays away.',
                  ),
              ...places.of(theme, key, id),
            },
          ];
        }),
      ),
    );
  });
}

/** Finds places in a codebook’s text, which is parsed when the first one is asked for: most have no problem. */
class Places {
  private yaml: YamlFile | undefined;

  constructor(private readonly codebook: Codebook) {}

  of({ id }: ThemeEntry, key: string, item?: string): Pick<Problem, 'file' | 'line' | 'column'> {
    const { file, text } = this.codebook;
    const yaml = (this.yaml ??= readYaml(text, file));
    const themes = listOf(isPlainMap(yaml.value) ? yaml.value['themes'] : undefined);
    const index = themes.findIndex((one) => isPlainMap(one) && one['id'] === id);
    const theme = themes[index];
    const at = item === undefined ? -1 : listOf(isPlainMap(theme) ? theme[key] : undefined).indexOf(item);
    return { file, ...yaml.placeOf(['themes', index, key, ...(at < 0 ? [] : [at])]) };
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
