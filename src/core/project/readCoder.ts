import type { Problem } from '../base/problem';
import { checkShape } from '../base/shape';
import type { StudyPath } from '../base/studyPath';
import { coderFile, coderVersion } from '../coding/coderFile';
import { readYaml, shapeProblems } from '../yaml/yamlFile';

/** A person who codes. The id is the slug that names their folder. */
export interface Coder {
  readonly id: string;
  readonly name: string;
}

/** Reads coder.yaml. Where it is unsound the coder goes by their id, and the problems say why. */
export function readCoder(
  id: string,
  file: StudyPath,
  text: string,
): { readonly coder: Coder; readonly problems: readonly Problem[] } {
  const yaml = readYaml(text, file);
  if (yaml.problems.some(({ severity }) => severity === 'error')) {
    return { coder: { id, name: id }, problems: yaml.problems };
  }
  const shape = checkShape(coderFile, yaml.value);
  if (!shape.ok) return { coder: { id, name: id }, problems: [...yaml.problems, ...shapeProblems(shape.error, yaml)] };
  return { coder: { id, name: shape.value.name }, problems: yaml.problems };
}

/** The text of a new coder.yaml. */
export function coderText(name: string): string {
  return `verbatim-coder: ${coderVersion}\nname: ${JSON.stringify(name)}\n`;
}
