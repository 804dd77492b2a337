import * as z from 'zod/mini';
import { fileKinds, type FileKind } from '../../src/core/exchange/fileKinds';
import { keyDescriptions } from '../../src/core/exchange/keyDescriptions';

/** As much of a JSON Schema as is walked here. */
export interface JsonSchema {
  $ref?: string;
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  definitions?: Record<string, JsonSchema>;
  required?: string[];
}

/** Where the schema of a kind stands. */
export function schemaPath(kind: string): string {
  return `media/schemas/${kind}.schema.json`;
}

/** The JSON Schema (draft-07, which VS Code reads) of a kind of file, with what its keys mean. */
export function jsonSchemaOf(kind: FileKind): JsonSchema {
  const generated = z.toJSONSchema(kind.schema, {
    target: 'draft-7',
    io: 'input',
    // What “whole number” means to zod is no concern of a person who edits the file.
    override: ({ jsonSchema }) => {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as JsonSchema & { $schema: string };
  const { $schema, ...rest } = generated;
  const schema = { $schema, title: kind.title, description: kind.description, ...rest };
  const described = keyDescriptions[kind.kind] ?? {};
  for (const [path, key] of keysOf(schema)) {
    const description = described[path];
    if (description !== undefined) key.description = description;
    if (path === kind.versionKey) key.default = kind.version;
  }
  return schema;
}

/** Every key that a schema knows, with its place as keyDescriptions writes it; a code within a code is visited once. */
export function keysOf(root: JsonSchema): [path: string, schema: JsonSchema][] {
  const found: [string, JsonSchema][] = [];
  const visited = new Set<JsonSchema>();
  const walk = (schema: JsonSchema, path: string): void => {
    if (schema.$ref !== undefined) {
      const target = schema.$ref === '#' ? root : root.definitions?.[schema.$ref.replace('#/definitions/', '')];
      if (target === undefined) throw new Error(`${schema.$ref} leads nowhere.`);
      if (!visited.has(target)) walk(target, path);
      return;
    }
    visited.add(schema);
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      const place = path === '' ? key : `${path}.${key}`;
      found.push([place, child]);
      walk(child, place);
    }
    if (schema.items) walk(schema.items, `${path}[]`);
    for (const option of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) walk(option, path);
    const { additionalProperties: others } = schema;
    if (typeof others === 'object' && Object.keys(others).length > 0) {
      found.push([`${path}.*`, others]);
      walk(others, `${path}.*`);
    }
  };
  walk(root, '');
  return found;
}

/** Every schema file with its text, by path. */
export function schemaFiles(): Map<string, string> {
  return new Map(fileKinds.map((kind) => [schemaPath(kind.kind), `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`]));
}
