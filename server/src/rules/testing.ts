/** For tests: a document and the bundled schemas in, reports out. Needs `dist/schemas` (npm run build). */
import path from 'node:path';
import { parseDocument } from 'yaml';
import { gvkOf } from '../documents/gvkOf.ts';
import { readNode } from '../documents/readNode.ts';
import { folderReader } from '../disk/folderReader.ts';
import { SchemaStore } from '../schema/schemaStore.ts';
import type { Report } from './rule.ts';
import { runRules } from './run.ts';

/** The built schemas. Reading throws where they have not been built. */
export function builtSchemas(): SchemaStore {
  return new SchemaStore(folderReader(path.resolve(import.meta.dirname, '../../../dist/schemas')));
}

/** Undefined where the document has no kind that the schemas know. */
export function reportsOf(source: string, store: SchemaStore): Report[] | undefined {
  const root = readNode(parseDocument(source, { merge: true, uniqueKeys: false }));
  const gvk = gvkOf(root);
  if (!root || !gvk) return undefined;
  const schema = store.schemaOf(gvk);
  if (!schema?.entry) return undefined;
  return runRules({ root, gvk, schema, text: source, isNamespaced: schema.entry.namespaced });
}
