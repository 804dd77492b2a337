import { readFileSync } from 'node:fs';

/** Texts of package.json in one language, by key. */
export type Texts = Readonly<Record<string, string>>;

type Part = Record<string, unknown>;

/** A text of package.json that a person sees: where it stands, and the key that it goes by elsewhere. */
export interface ManifestText {
  readonly holder: Part;
  readonly property: string;
  readonly key: string;
}

const file = 'package.json';
const reference = /^%(.+)%$/;

/** The file of the texts in a language; in English without one. */
export function textsFile(language?: string): string {
  return language === undefined ? 'package.nls.json' : `package.nls.${language}.json`;
}

export function readTexts(language?: string): Texts {
  return JSON.parse(readFileSync(textsFile(language), 'utf8')) as Texts;
}

/** The key of a text that stands elsewhere; null for one that stands in package.json itself. */
export function keyOf(text: string): string | null {
  return reference.exec(text)?.[1] ?? null;
}

/** package.json as VS Code reads it in a language: texts in the place of their keys. */
export function readManifest(language?: string): unknown {
  const [english, texts] = [readTexts(), readTexts(language)];
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const key = keyOf(value);
      return key === null ? value : (texts[key] ?? english[key] ?? value);
    }
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(part)]));
  };
  return filled(JSON.parse(readFileSync(file, 'utf8')));
}

/** The name of the product, which is the same in every language. */
const name = 'Verbatim';

/** Every text of package.json that a person sees, but the product's name. */
export function manifestTexts(manifest: Part): ManifestText[] {
  const found: ManifestText[] = [];
  const add = (holder: unknown, property: string, key: string): void => {
    const part = holder as Part;
    if (typeof part[property] === 'string' && part[property] !== name) found.push({ holder: part, property, key });
  };
  const { contributes: c, capabilities } = manifest as {
    contributes: Record<string, Part[]> & { configuration: { properties: Record<string, Part> } };
    capabilities: { untrustedWorkspaces: Part };
  };
  const short = (id: unknown): string => String(id).replace(/^verbatim\./, '');
  add(manifest, 'description', 'description');
  add(capabilities.untrustedWorkspaces, 'description', 'restricted');
  for (const views of Object.values(c['views'] ?? {})) {
    for (const view of views as unknown as Part[]) {
      add(view, 'name', `view.${short(view['id'])}`);
      add(view, 'contextualTitle', `view.${short(view['id'])}`);
    }
  }
  for (const one of c['viewsWelcome'] ?? []) add(one, 'contents', welcomeKey(one, c['viewsWelcome'] ?? []));
  for (const one of c['commands'] ?? []) add(one, 'title', `command.${short(one['command'])}`);
  for (const one of c['submenus'] ?? []) add(one, 'label', `menu.${short(one['id'])}`);
  for (const one of c['languages'] ?? []) {
    (one['aliases'] as string[]).forEach((_alias, at) => {
      add(one['aliases'], String(at), `language.${short(one['id'])}${at === 0 ? '' : `.${at}`}`);
    });
  }
  for (const [id, setting] of Object.entries(c.configuration.properties)) {
    for (const property of ['description', 'markdownDescription']) add(setting, property, `setting.${short(id)}`);
    const values = (setting['enum'] ?? []) as unknown[];
    for (const property of ['enumDescriptions', 'markdownEnumDescriptions']) {
      values.forEach((value, at) => {
        add(setting[property] ?? [], String(at), `setting.${short(id)}.${String(value)}`);
      });
    }
  }
  for (const one of c['colors'] ?? []) add(one, 'description', `color.${short(one['id'])}`);
  for (const one of c['walkthroughs'] ?? []) {
    const id = `walkthrough.${short(one['id'])}`;
    for (const property of ['title', 'description']) add(one, property, `${id}.${property}`);
    for (const step of one['steps'] as Part[]) {
      for (const property of ['title', 'description']) add(step, property, `${id}.${String(step['id'])}.${property}`);
      add(step['media'], 'altText', `${id}.${String(step['id'])}.picture`);
    }
  }
  return found;
}

/** What a view says when it is empty depends on when, so the key says that: `welcome.codebook.studyOpen`. */
function welcomeKey(one: Part, all: readonly Part[]): string {
  const view = String(one['view']);
  const { when: condition = 'always' } = one as { when?: string };
  const when = condition.replaceAll('verbatim.', '');
  const words = when
    .split(/\s*&&\s*/)
    .map((part) => part.replace('==', 'is').replace(/^!/, 'not '))
    .join(' ')
    .replace(/[^A-Za-z]+(.)?/g, (_gap, next: string | undefined) => next?.toUpperCase() ?? '');
  const same = all.filter((other) => other['view'] === one['view'] && other['when'] === one['when']).indexOf(one);
  return `welcome.${view.replace(/^verbatim\./, '')}.${words}${same > 0 ? `.${same}` : ''}`;
}
