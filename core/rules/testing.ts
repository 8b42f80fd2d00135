/** For tests: a document and the bundled schemas in, reports out. Needs `dist/schemas` (npm run build). */
import path from 'node:path';
import { gvkOf } from '../model/typeMeta.ts';
import { parse } from '../yaml/parse.ts';
import { folderReader } from '../workspace/disk/folderReader.ts';
import { SchemaStore } from '../schema/schemaStore.ts';
import { StepBudget } from '../pacing/stepBudget.ts';
import { finish } from '../pacing/work.ts';
import type { Finding } from '../findings/finding.ts';
import type { WalkContext } from '../walk/visit.ts';
import { findingsIn } from '../findings/findingsIn.ts';

/** The built schemas. Reading throws where they have not been built. */
export function builtSchemas(): SchemaStore {
  return new SchemaStore(folderReader(path.resolve(import.meta.dirname, '../../dist/schemas')));
}

/** Undefined where the document has no kind that the schemas know. */
export function findingsOf(source: string, store: SchemaStore): Finding[] | undefined {
  const root = parse(source).root;
  const gvk = gvkOf(root);
  if (!root || !gvk) return undefined;
  const schema = store.schemaOf(gvk);
  if (!schema?.entry) return undefined;
  const { namespaced } = schema.entry;
  const names = store.namesOf(gvk);
  return allFindingsIn({
    root,
    gvk,
    schema,
    text: source,
    isNamespaced: namespaced,
    ...(names && { names }),
  });
}

/** All reports of the rules. */
export function allFindingsIn(ctx: WalkContext): Finding[] {
  return finish(findingsIn(ctx, new StepBudget()));
}
