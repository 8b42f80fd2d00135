// Definitions out of the packages of the kubernetes-models family: their TypeScript declarations as JSON Schema, in the
// keywords that the product reads.

import type { KindEntry, RawSchema } from '../../core/schema/schema.ts';
import { readDeclarations } from './declarations.ts';
import type { DeclarationFolder, DefinitionName } from './declarations.ts';
import { tidyDescription, withoutFieldName } from './descriptions.ts';
import { schemasFromTypeScript } from './fromTypeScript.ts';
import { refTarget, walkSchema } from './walk.ts';
import type { Bundles } from './walk.ts';

/** Definitions as the packages have them, in bundles, with refs between them. */
export function bundlesFromPackages(folders: readonly DeclarationFolder[]): Bundles {
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
    const definitions = (bundles[bundle] ??= {});
    if (definitions[name]) throw new Error(`${bundle}: ${name} is declared twice, give a prefix`);
    definitions[name] = schema;
  }
  return bundles;
}

/** Only what hangs off a root (`bundle#/Name`), in alphabetical order so that a build is the same byte by byte. */
export function reachable(bundles: Bundles, roots: readonly string[]): Bundles {
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

/** The definition of a kind, as `reachable` takes it. */
export const definitionOf = (kind: KindEntry): string => `${kind.bundle}#/${kind.definition}`;

/** What `number` is in the API nearly everywhere; the overlay names the exceptions. */
export const INT32: RawSchema = { type: 'integer', minimum: -2147483648, maximum: 2147483647 };

const isList = (name: string, schema: RawSchema): boolean =>
  name.endsWith('List') &&
  schema.properties?.items !== undefined &&
  'apiVersion' in schema.properties;

/** One schema of the generator, rewritten to the keywords that the product reads. */
function tidy(
  schema: RawSchema & { const?: string },
  bundle: string,
  names: ReadonlyMap<string, DefinitionName>,
): void {
  if (schema.description !== undefined) {
    const text = tidyDescription(schema.description);
    if (text) schema.description = text;
    else delete schema.description;
  }
  // Those of Kubernetes itself were written for readers of its reference, not of its code.
  const isOfKubernetes = bundle.startsWith('io.k8s.');
  for (const [name, field] of isOfKubernetes ? [] : Object.entries(schema.properties ?? {})) {
    if (field.description !== undefined)
      field.description = withoutFieldName(field.description, name);
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

const copyOf = (schema: RawSchema | undefined): RawSchema | undefined =>
  schema && (JSON.parse(JSON.stringify(schema)) as RawSchema);
