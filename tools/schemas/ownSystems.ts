// Bundles of the systems that we describe ourselves: schemas/<system>/definitions/*.yaml, one bundle a system.
// docs/schemas.md describes the descriptor and what an author may leave out.

import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { KindEntry, RawSchema, SchemaBundle } from '../../core/schema/schema.ts';
import { ownEntries, readSystem } from './system.ts';
import type { OwnSystem } from './system.ts';
import { finishKind } from './typeMeta.ts';
import { walkBundles } from './walk.ts';
import type { Bundles } from './walk.ts';

/** Folder of the built-in kinds, which have a build of their own. */
const BUILT_IN = 'kubernetes';

/** Bundles of all systems in `schemas/` but the built-in one. Throws with all that is wrong. */
export function ownBundles(schemasDir: string): { bundles: Bundles; kinds: KindEntry[] } {
  const bundles: Bundles = {};
  const kinds: KindEntry[] = [];
  for (const id of readdirSync(schemasDir).sort()) {
    const folder = path.join(schemasDir, id);
    if (id === BUILT_IN || !existsSync(path.join(folder, 'system.yaml'))) continue;
    const system = readSystem<OwnSystem>(folder, ['id', 'title', 'version', 'kinds']);
    // Its definitions come from a package (generated.ts).
    if (system.package !== undefined) continue;
    if (system.id !== id)
      throw new Error(`${folder}/system.yaml: id is ${system.id}, not the name of its folder`);
    const definitions = readDefinitions(path.join(folder, 'definitions'));
    // A system of charts alone has none.
    if (Object.keys(definitions).length > 0) bundles[id] = definitions;
    const entries = ownEntries(system);
    for (const entry of entries) finishKind(bundles, entry);
    kinds.push(...entries);
  }
  walkBundles(bundles, close);
  return { bundles, kinds };
}

function readDefinitions(folder: string): SchemaBundle {
  const bundle: SchemaBundle = {};
  for (const file of globSync('*.yaml', { cwd: folder }).sort()) {
    for (const [name, schema] of Object.entries(readDefinitionFile(path.join(folder, file)))) {
      if (bundle[name]) throw new Error(`${folder}/${file}: ${name} is defined twice`);
      bundle[name] = schema;
    }
  }
  return bundle;
}

/** The definitions of one file. Anchors and merge keys of YAML 1.1 let an author say a thing once. */
export function readDefinitionFile(file: string): SchemaBundle {
  const definitions = parse(readFileSync(file, 'utf8'), { merge: true }) as SchemaBundle | null;
  // What is said once and used twice becomes two, so that a build can finish each for itself.
  return JSON.parse(JSON.stringify(definitions ?? {})) as SchemaBundle;
}

/** An object that lists its fields has no others unless it says so. */
export function close(schema: RawSchema): void {
  if (!schema.properties) return;
  schema.type ??= 'object';
  if (schema['x-kubernetes-preserve-unknown-fields'] || schema.$ref) return;
  schema.additionalProperties ??= false;
}
