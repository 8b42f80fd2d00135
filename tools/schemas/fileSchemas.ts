// Bundles of files that tools read: schemas/<folder>/fields.json, which an importer wrote, with our words beside it.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { RawSchema } from '../../core/schema/schema.ts';
import type { FileField } from './importFileFields.ts';
import type { Bundles } from './walk.ts';

const folders = {
  kustomize: 'file.kustomization',
  'helm-chart-files': 'file.chart',
  'helm-chart-lock': 'file.chartLock',
  helmfile: 'file.helmfile',
};
/** Tools that take a number or a boolean for a text. */
const loose: ReadonlySet<string> = new Set(['helmfile']);
/** The definition of a whole file. */
const ROOT = 'File';

export interface FileBundles {
  readonly bundles: Bundles;
  readonly roots: { bundle: string; definition: string }[];
}

/** Throws where words are for no field. */
export function fileBundles(schemasDir: string): FileBundles {
  const bundles: Bundles = {};
  for (const [folder, bundle] of Object.entries(folders)) {
    const read = (name: string): string =>
      readFileSync(path.join(schemasDir, folder, name), 'utf8');
    const fields = JSON.parse(read('fields.json')) as Record<string, FileField>;
    const words = parse(read('descriptions.yaml')) as Record<string, string>;
    const more = parse(read('more.yaml')) as Record<string, RawSchema>;
    const text: RawSchema['type'] = loose.has(folder) ? ['string', 'number', 'boolean'] : 'string';
    bundles[bundle] = { [ROOT]: fileSchema(fields, words, more, text) };
  }
  const roots = Object.keys(bundles).map((bundle) => ({ bundle, definition: ROOT }));
  return { bundles, roots };
}

export function fileSchema(
  fields: Readonly<Record<string, FileField>>,
  words: Readonly<Record<string, string>>,
  more: Readonly<Record<string, RawSchema>>,
  text: RawSchema['type'] = 'string',
): RawSchema {
  const used = new Set<string>();
  const root: RawSchema = { ...objectOf(), ...described('', words, used) };
  for (const [at, field] of Object.entries(fields)) {
    const steps = at.split('.');
    const name = (steps.at(-1) ?? '').replace('[]', '');
    const holder = holderOf(root, steps.slice(0, -1));
    const own = { ...schemaOf(field, text), ...described(at, words, used), ...more[at] };
    (holder.properties ??= {})[name] = own;
    if (own.items) Object.assign(own.items, more[`${at}[]`]);
    // What we say ourselves of the fields of a mapping counts.
    const ofHolder = more[at.slice(0, at.lastIndexOf('.'))];
    if (field.required && !ofHolder?.required) (holder.required ??= []).push(name);
  }
  const unused = Object.keys(words).filter((key) => !used.has(key) && !key.endsWith('[]'));
  const unknown = Object.keys(more).filter(
    (key) => !fields[key.replace(/\[\]$/, '')] && key !== '',
  );
  if (unused.length + unknown.length > 0)
    throw new Error(`words or keywords for no field: ${[...unused, ...unknown].join(', ')}`);
  return { ...root, ...more[''] };
}

const objectOf = (): RawSchema => ({ type: 'object', properties: {}, additionalProperties: false });

function schemaOf(
  { type, values, deprecated, until }: FileField,
  text: RawSchema['type'],
): RawSchema {
  const schema = ofType(type, text);
  if (values && schema.items) Object.assign(schema.items, { enum: values, 'x-unchecked': true });
  else if (values) schema.enum = [...values];
  if (until) return { ...schema, deprecated: true, 'x-until': until };
  return deprecated
    ? {
        ...schema,
        deprecated: true,
        'x-instead': deprecated.replace('(warned since', '(kustomize warns since'),
      }
    : schema;
}

function ofType(type: string, text: RawSchema['type']): RawSchema {
  const [, item] = /^array of (\w+)$/.exec(type) ?? [];
  if (item !== undefined) return { type: 'array', items: ofType(item, text) };
  if (type === 'map of string') return { type: 'object', additionalProperties: { type: text } };
  if (type === 'map of object') return { type: 'object', additionalProperties: objectOf() };
  if (type === 'map of any') return { type: 'object', additionalProperties: true };
  if (type === 'any') return { 'x-kubernetes-preserve-unknown-fields': true };
  if (type === 'object') return objectOf();
  if (type === 'string') return { type: text };
  if (type === 'duration' || type === 'date-time') return { type: 'string' };
  if (type === 'boolean' || type === 'integer' || type === 'number') return { type };
  throw new Error(`the type ${type} is new here`);
}

/** The mapping that a field stands in. */
function holderOf(root: RawSchema, steps: readonly string[]): RawSchema {
  let holder = root;
  for (const step of steps) {
    const values = step === '*' ? holder.additionalProperties : undefined;
    const inner = holder.properties?.[step.replace('[]', '')];
    const next = step.endsWith('[]') ? inner?.items : (values ?? inner);
    if (!next || next === true) throw new Error(`${steps.join('.')} is no field of its own`);
    holder = next;
  }
  return holder;
}

/** The words of the longest key that a path is or ends with. */
function described(
  at: string,
  words: Readonly<Record<string, string>>,
  used: Set<string>,
): { description?: string } {
  const steps = at.split('.');
  for (let from = 0; from < steps.length; from++) {
    for (const key of [
      steps.slice(from).join('.'),
      steps
        .slice(from)
        .join('.')
        .replace(/^\w+\[\]\./, ''),
    ]) {
      const description = words[key];
      if (description === undefined) continue;
      used.add(key);
      return { description };
    }
  }
  return {};
}
