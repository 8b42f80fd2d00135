/** The schemas that kubeconform reads: a JSON file for each kind, from an API server's OpenAPI document and from CRDs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

type Json = Readonly<Record<string, unknown>>;

/** What `-schema-location` is given, below the folder that was written. */
export const schemaPattern = '{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json';

export function writeKubeconformSchemas(
  folder: string,
  swagger: string,
  crds: readonly string[],
): void {
  writeBuiltIn(folder, JSON.parse(readFileSync(swagger, 'utf8')) as Json);
  for (const path of crds) {
    for (const document of parseAllDocuments(readFileSync(path, 'utf8')))
      writeCrd(folder, record(document.toJS()));
  }
}

/** Each kind with the definitions that it leads to, so that one file is all that is read for it. */
function writeBuiltIn(folder: string, swagger: Json): void {
  const definitions = record(swagger.definitions);
  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = record(definition)['x-kubernetes-group-version-kind'];
    for (const { group, version, kind } of Array.isArray(kinds) ? (kinds as Gvk[]) : []) {
      const schema = { ...record(definition), definitions: closureOf(name, definitions) };
      write(folder, { group, version, kind }, schema);
    }
  }
}

interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

function closureOf(name: string, definitions: Json): Json {
  const names = new Set([name]);
  for (const each of names) {
    const text = JSON.stringify(definitions[each]);
    for (const [, next = ''] of text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g))
      names.add(next);
  }
  return Object.fromEntries([...names].map((each) => [each, definitions[each]]));
}

function writeCrd(folder: string, crd: Json): void {
  const spec = record(crd.spec);
  const { kind } = record(spec.names);
  if (typeof kind !== 'string' || !Array.isArray(spec.versions)) return;
  for (const version of spec.versions as Json[]) {
    const schema = record(version.schema).openAPIV3Schema;
    const gvk = { group: String(spec.group), version: String(version.name), kind };
    if (schema) write(folder, gvk, schema);
  }
}

function write(folder: string, { group, version, kind }: Gvk, schema: unknown): void {
  mkdirSync(join(folder, group), { recursive: true });
  const file = `${kind.toLowerCase()}_${version}.json`;
  writeFileSync(join(folder, group, file), JSON.stringify(schema));
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
