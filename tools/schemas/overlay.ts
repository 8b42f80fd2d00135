// Lays schemas/<system>/overlay/*.yaml over the definitions of the packages. docs/schemas.md describes the format.
// An entry that names a definition or a field that is not there fails the build, so that the overlay cannot rot.

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { provenanceOf } from '../../core/schema/provenance.ts';
import type { RawSchema } from '../../core/schema/schema.ts';
import { INT32 } from './fromPackage.ts';
import { refTarget, walkSchema } from './walk.ts';
import type { Bundles } from './walk.ts';

/** Definition name to field path (or `$directive`) to the keywords that are laid over it. */
type OverlayFile = Record<string, Record<string, OverlayDefinition>>;
type OverlayDefinition = Record<string, unknown> & Directives;

interface Directives {
  /** A definition that the package lacks, or has in a shape of no use: the whole schema. */
  $define?: RawSchema;
  /** Fields that the package lacks. */
  $add?: Record<string, RawSchema>;
  /** Fields that the package has and upstream has not, or no more. */
  $drop?: string[];
  /** The fields of this definition (`bundle#/Name`) too, as all overlays leave them: Go embeds the one in the other. */
  $embeds?: string;
  /** Copy of another definition of the bundle, made after all overlays. */
  $variantOf?: string;
  /** In a variant: refs to these definitions point to their variants. */
  $refs?: Record<string, string>;
  /** Keywords of the definition itself. */
  $schema?: RawSchema;
  $required?: string[];
  $optional?: string[];
  /** Text that may not be empty and lists that need an item: `minLength` or `minItems` 1. */
  $nonEmpty?: string[];
  /** Kept although no kind leads to it: schemas of other systems use it. */
  $keep?: boolean;
}

/** Changes `bundles` in place. Returns the definitions to keep, as `bundle#/Name`. Throws with all that is wrong. */
export function applyOverlay(bundles: Bundles, folder: string): string[] {
  const wrong: string[] = [];
  const keep: string[] = [];
  const variants: (() => void)[] = [];
  const embedded: (() => void)[] = [];
  for (const file of globSync('*.yaml', { cwd: folder }).sort()) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const overlay = parse(text, { merge: true }) as OverlayFile;
    for (const [bundle, definitions] of Object.entries(overlay)) {
      for (const [name, entry] of Object.entries(definitions)) {
        const report = (text: string): number => wrong.push(`${file}: ${bundle} ${name}: ${text}`);
        if (entry.$keep) keep.push(`${bundle}#/${name}`);
        if (entry.$embeds) embedded.push(() => embed(bundles, bundle, name, entry, report));
        else if (entry.$variantOf)
          variants.push(() => addVariant(bundles, bundle, name, entry, report));
        else layOver(bundles, bundle, name, entry, report);
      }
    }
  }
  for (const add of [...variants, ...embedded]) add();
  if (wrong.length > 0) throw new Error(`overlay does not fit the package:\n${wrong.join('\n')}`);
  return keep;
}

type Report = (text: string) => unknown;

function layOver(
  bundles: Bundles,
  bundle: string,
  name: string,
  entry: OverlayDefinition,
  report: Report,
): void {
  const definitions = (bundles[bundle] ??= {});
  if (entry.$define) definitions[name] = entry.$define;
  const schema = definitions[name];
  if (!schema) return void report('no such definition');
  if (entry.$schema) merge(schema, entry.$schema);
  for (const field of entry.$drop ?? []) {
    if (schema.properties?.[field]) Reflect.deleteProperty(schema.properties, field);
    else report(`no field ${field} to drop`);
  }
  for (const [field, added] of Object.entries(entry.$add ?? {})) {
    if (schema.properties?.[field]) report(`${field} is there already`);
    schema.properties = { ...schema.properties, [field]: added };
  }
  setRequired(schema, entry, bundle, report);
  for (const field of entry.$nonEmpty ?? []) {
    const target = schema.properties?.[field];
    if (target) target[target.type === 'array' ? 'minItems' : 'minLength'] = 1;
    else report(`no field ${field}`);
  }
  for (const [at, keywords] of Object.entries(entry)) {
    if (at.startsWith('$') && !schema.properties?.[at]) continue;
    const target = fieldAt(schema, at);
    if (target) merge(target, keywords as RawSchema);
    else report(`no field ${at}`);
  }
}

function addVariant(
  bundles: Bundles,
  bundle: string,
  name: string,
  entry: OverlayDefinition,
  report: Report,
): void {
  const original = bundles[bundle]?.[entry.$variantOf ?? ''];
  if (!original) {
    report(`no definition ${entry.$variantOf} to vary`);
    return;
  }
  const copy = JSON.parse(JSON.stringify(original)) as RawSchema;
  walkSchema(copy, name, (each) => {
    const to = entry.$refs?.[each.$ref?.slice(2) ?? ''];
    if (to) each.$ref = `#/${to}`;
  });
  copy['x-like'] ??= provenanceOf(`${bundle}#/${entry.$variantOf ?? ''}`).type;
  (bundles[bundle] ??= {})[name] = copy;
  const rest: OverlayDefinition = { ...entry };
  delete rest.$variantOf;
  delete rest.$refs;
  layOver(bundles, bundle, name, rest, report);
}

/** Puts the finished fields of another definition under those of this one, whose own overlay still wins. */
function embed(
  bundles: Bundles,
  bundle: string,
  name: string,
  entry: OverlayDefinition,
  report: Report,
): void {
  const target = refTarget(entry.$embeds ?? '', bundle);
  const other = bundles[target.bundle]?.[target.name];
  const schema = bundles[bundle]?.[name];
  if (!other?.properties || !schema?.properties) {
    report(`nothing to embed: ${entry.$embeds}`);
    return;
  }
  const copy = JSON.parse(JSON.stringify(other)) as RawSchema;
  walkSchema(copy, name, (each) => {
    if (each.$ref?.startsWith('#/') && target.bundle !== bundle)
      each.$ref = `${target.bundle}${each.$ref}`;
  });
  Object.assign(schema.properties, copy.properties);
  const { 'x-common': common, 'x-skeleton': skeleton } = copy;
  if (common) schema['x-common'] ??= common;
  if (skeleton) schema['x-skeleton'] ??= skeleton;
  schema['x-like'] = provenanceOf(`${target.bundle}#/${target.name}`).type;
  layOver(bundles, bundle, name, entry, report);
}

function setRequired(
  schema: RawSchema,
  entry: OverlayDefinition,
  bundle: string,
  report: Report,
): void {
  for (const field of [...(entry.$required ?? []), ...(entry.$optional ?? [])]) {
    if (!schema.properties?.[field]) report(`no field ${field}`);
  }
  const required = new Set(schema.required);
  const asked = (entry.$required ?? []).filter((field) => !required.has(field));
  // The schema of a custom resource is all that the server checks: what it requires is asked for at once.
  if (asked.length > 0 && bundle.startsWith('io.k8s.')) schema['x-asked-later'] = asked.sort();
  for (const field of asked) required.add(field);
  for (const field of entry.$optional ?? []) required.delete(field);
  if (required.size > 0) schema.required = [...required].sort();
  else delete schema.required;
}

/** `args` is a field, `args[]` the items of a list, `labels{}` the values of a mapping, `args[].key` a field of the items. */
function fieldAt(schema: RawSchema, at: string): RawSchema | undefined {
  const within = /^(.*?(?:\[\]|\{\}))\.(.+)$/.exec(at);
  if (within) {
    const items = fieldAt(schema, within[1] ?? '');
    return items && fieldAt(items, within[2] ?? '');
  }
  const [, name = '', inner = ''] = /^(.*?)((?:\[\]|\{\})*)$/.exec(at) ?? [];
  let field = schema.properties?.[name];
  for (const step of inner.match(/\[\]|\{\}/g) ?? []) {
    const values = field?.additionalProperties;
    field = step === '[]' ? field?.items : typeof values === 'object' ? values : undefined;
  }
  return field;
}

/** Keywords replace those that are there; null takes one away. `int64` and `double` are types of their own here. */
function merge(schema: RawSchema, keywords: RawSchema): void {
  const target = schema as Record<string, unknown>;
  const wide = (keywords as { type?: unknown }).type;
  if (wide === 'int64' || wide === 'double') {
    // Limits that another line of an overlay sets stay.
    if (schema.minimum === INT32.minimum) delete schema.minimum;
    if (schema.maximum === INT32.maximum) delete schema.maximum;
    schema.type = wide === 'int64' ? 'integer' : 'number';
    const rest: RawSchema = { ...keywords };
    delete rest.type;
    merge(schema, rest);
    return;
  }
  for (const [keyword, value] of Object.entries(keywords)) {
    if (value === null) Reflect.deleteProperty(target, keyword);
    else target[keyword] = value;
  }
}
