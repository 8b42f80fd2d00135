// Bundles of the kinds that Kubernetes itself serves: shapes and documentation from the package kubernetes-models,
// what the package lacks (integers, enums, defaults, formats, ...) from the overlay in schemas/kubernetes/overlay.

import path from 'node:path';
import type { KindEntry, Schema } from '../../server/src/schema/schema.ts';
import { readDeclarations } from './declarations.ts';
import type { DeclarationFolder, DefinitionName } from './declarations.ts';
import { tidyDescription } from './descriptions.ts';
import { schemasFromTypeScript } from './fromTypeScript.ts';
import { applyOverlay } from './overlay.ts';
import { builtInEntries, readSystem } from './system.ts';
import type { BuiltInSystem } from './system.ts';
import { finishKind } from './typeMeta.ts';
import { refTarget, walkSchema } from './walk.ts';
import type { Bundles } from './walk.ts';

/** Package folders below which the declarations are. */
const MODELS = 'node_modules/kubernetes-models';
const LIBRARIES = 'node_modules/@kubernetes-models/apimachinery';

/** Builds all bundles of the built-in kinds, of the package below `root`. */
export function builtInBundles(root: string): { bundles: Bundles; kinds: KindEntry[] } {
  const folder = path.join(root, 'schemas/kubernetes');
  const system = readSystem<BuiltInSystem>(folder, ['title', 'version', 'docUrl', 'groupVersions']);
  const kinds = builtInEntries(system);
  const bundles = bundlesFromPackage(foldersOf(system, root));
  const keep = applyOverlay(bundles, path.join(folder, 'overlay'));
  for (const kind of kinds) finishKind(bundles, kind);
  return { bundles: reachable(bundles, [...kinds.map(refOf), ...keep]), kinds };
}

const refOf = (kind: KindEntry): string => `${kind.bundle}#/${kind.definition}`;

function foldersOf(system: BuiltInSystem, root: string): DeclarationFolder[] {
  return [
    ...system.groupVersions.map((each) => ({
      ...each,
      folder: path.join(root, MODELS, each.folder),
    })),
    ...system.libraries.map((each) => ({
      ...each,
      folder: path.join(root, LIBRARIES, each.folder),
    })),
  ];
}

/** Definitions as the package has them, in bundles, with refs between them. */
function bundlesFromPackage(folders: readonly DeclarationFolder[]): Bundles {
  const { source, names } = readDeclarations(folders);
  const raw = schemasFromTypeScript(source);
  const bundles: Bundles = {};
  for (const [fullName, { bundle, name }] of names) {
    // A copy: the generator uses one object for the same type in several places.
    const schema = copyOf(raw[fullName]);
    if (!schema) throw new Error(`no schema was generated for ${bundle} ${name}`);
    // Lists are what the server answers with; a manifest has at most the generic `v1 List`.
    if (isList(name, schema)) continue;
    walkSchema(schema, name, (each) => tidy(each, bundle, names));
    (bundles[bundle] ??= {})[name] = schema;
  }
  return bundles;
}

/** What `number` is in the API nearly everywhere; the overlay names the exceptions. */
const INT32: Schema = { type: 'integer', minimum: -2147483648, maximum: 2147483647 };

const isList = (name: string, schema: Schema): boolean =>
  name.endsWith('List') &&
  schema.properties?.items !== undefined &&
  'apiVersion' in schema.properties;

/** One schema of the generator, rewritten to the keywords that the product reads. */
function tidy(
  schema: Schema & { const?: string },
  bundle: string,
  names: ReadonlyMap<string, DefinitionName>,
): void {
  if (schema.description !== undefined) {
    const text = tidyDescription(schema.description);
    if (text) schema.description = text;
    else delete schema.description;
  }
  if (schema.const !== undefined) {
    schema.enum = [schema.const];
    delete schema.const;
  }
  if (schema.type === 'number') Object.assign(schema, INT32);
  if (schema.$ref) {
    const target = names.get(schema.$ref.replace('#/definitions/', ''));
    if (!target) throw new Error(`${schema.$ref} is not declared in the folders of system.yaml`);
    schema.$ref = `${target.bundle === bundle ? '' : target.bundle}#/${target.name}`;
  }
}

/** Only what hangs off a kind, in alphabetical order so that a build is the same byte by byte. */
function reachable(bundles: Bundles, roots: readonly string[]): Bundles {
  const keep = new Set<string>();
  const visit = (bundle: string, name: string): void => {
    const key = `${bundle}#/${name}`;
    const schema = bundles[bundle]?.[name];
    if (keep.has(key) || !schema) return;
    keep.add(key);
    walkSchema(schema, key, (each) => {
      if (!each.$ref) return;
      const target = refTarget(each.$ref, bundle);
      visit(target.bundle, target.name);
    });
  };
  for (const root of roots) {
    const { bundle, name } = refTarget(root, '');
    visit(bundle, name);
  }
  const kept: Bundles = {};
  for (const bundle of Object.keys(bundles).sort()) {
    for (const name of Object.keys(bundles[bundle] ?? {}).sort()) {
      const schema = bundles[bundle]?.[name];
      if (!schema || !keep.has(`${bundle}#/${name}`)) continue;
      (kept[bundle] ??= {})[name] = schema;
    }
  }
  return kept;
}

const copyOf = (schema: Schema | undefined): Schema | undefined =>
  schema && (JSON.parse(JSON.stringify(schema)) as Schema);
