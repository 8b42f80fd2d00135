/** For tests: a document and the bundled schemas in, reports out. Needs `dist/schemas` (npm run build). */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { parseApiVersion } from '../../../shared/gvk.ts';
import { get, text } from '../documents/node.ts';
import { readNode } from '../documents/readNode.ts';
import type { SchemaBundle, SchemaIndex } from '../schema/schema.ts';
import { schemaView, type Report } from './rule.ts';
import { runRules } from './run.ts';

export interface SchemaFolder {
  readonly index: SchemaIndex;
  load(bundle: string): SchemaBundle | undefined;
}

/** @throws where the schemas have not been built. */
export function readSchemaFolder(
  folder = path.resolve(import.meta.dirname, '../../../dist/schemas'),
): SchemaFolder {
  const indexFile = path.join(folder, 'index.json');
  if (!existsSync(indexFile)) throw new Error(`${indexFile} is missing: run npm run build first`);
  const bundles = new Map<string, SchemaBundle>();
  return {
    index: JSON.parse(readFileSync(indexFile, 'utf8')) as SchemaIndex,
    load(bundle) {
      const file = path.join(folder, `${bundle}.json`);
      if (!bundles.has(bundle) && existsSync(file)) {
        bundles.set(bundle, JSON.parse(readFileSync(file, 'utf8')) as SchemaBundle);
      }
      return bundles.get(bundle);
    },
  };
}

/** Undefined where the document has no kind that the schemas know. */
export function reportsOf(source: string, schemas: SchemaFolder): Report[] | undefined {
  const root = readNode(parseDocument(source, { merge: true, uniqueKeys: false }));
  const version = parseApiVersion(text(get(root, 'apiVersion')) ?? '');
  const kind = text(get(root, 'kind'));
  const found = schemas.index.kinds.find(
    (entry) =>
      entry.kind === kind && entry.group === version?.group && entry.version === version.version,
  );
  if (!root || !found) return undefined;
  const schema = schemaView((bundle) => schemas.load(bundle), found.bundle, found.definition);
  if (!schema) return undefined;
  const { group, version: name, namespaced } = found;
  return runRules({
    root,
    gvk: { group, version: name, kind: found.kind },
    schema,
    text: source,
    isNamespaced: namespaced,
  });
}
