// Writes the definitions of a system from the CRDs that its project publishes: names, types, limits and defaults are
// facts and are taken over, descriptions are left empty for an author. The build lists what is still without one.
//
//   node tools/schemas/importCrd.ts schemas/trino.stackable.tech=trinoclusters.yaml,trinocatalogs.yaml
//
// `--notes FILE` writes what the project says of each field, to read beside it; never into the repository.
// Several systems in one call share what they have in common: it goes to `--shared FOLDER`. Parts that are a type of
// Kubernetes (a pod's affinity, say) become references to it. Needs dist/schemas; overwrites definitions/*.yaml.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import type { RawSchema } from '../../core/schema/schema.ts';
import { ownOfCrd, type CrdSchema } from './crdSchema.ts';
import { coreBundles, coreTypes, type CoreTypes } from './coreTypes.ts';
import { singular } from './singular.ts';
import { pascal } from './pascal.ts';

interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string; shortNames?: string[] };
    readonly scope: string;
    readonly validation?: { readonly openAPIV3Schema?: CrdSchema };
    readonly version?: string;
    readonly versions?: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly schema?: { readonly openAPIV3Schema?: CrdSchema };
    }[];
  };
}

/** An object that several places have, or that is big enough for a name of its own. */
interface Shape {
  readonly key: string;
  readonly schema: RawSchema;
  /** Names of the places, the first one asked for first. */
  readonly wanted: string[];
  readonly owners: Set<string>;
  readonly files: Set<string>;
  uses: number;
  name: string;
}

/** Objects with fewer fields, used once, stay where they are. */
const leastFields = 3;

class Import {
  readonly #core: CoreTypes;
  readonly #shapes = new Map<string, Shape>();
  /** What the project says of a schema: kept beside, so that equal shapes stay equal. */
  readonly #notes = new WeakMap<RawSchema, string>();
  readonly notes: string[] = [];
  readonly #kinds: { owner: string; file: string; shape: Shape; text: string }[] = [];

  constructor(core: CoreTypes) {
    this.#core = core;
  }

  /** Reads one CRD for a system; each served version is a kind of its own. */
  add(owner: string, { spec }: Crd): void {
    const { group, scope, names } = spec;
    const versions = spec.versions ?? [{ name: spec.version ?? '', served: true, storage: true }];
    for (const version of versions) {
      if (!version.served) continue;
      const found = ('schema' in version ? version.schema : undefined) ?? spec.validation;
      const source = found?.openAPIV3Schema ?? {};
      const { apiVersion: _a, kind: _k, metadata: _m, ...properties } = source.properties ?? {};
      const file = names.kind.replace(/^([A-Z]+(?=[A-Z][a-z])|[A-Z])/, (start) =>
        start.toLowerCase(),
      );
      const place = { owner, file, kind: names.kind };
      const root = this.#read({ ...source, properties }, names.kind, place);
      const { name } = version;
      const suffix = version.storage ? '' : `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
      const shape = this.#shape(root, `${names.kind}${suffix}`, place, true);
      const short = names.shortNames?.length
        ? `, shortNames: [${names.shortNames.join(', ')}]`
        : '';
      const text =
        `  - { group: ${group}, version: ${version.name}, kind: ${names.kind}, plural: ${names.plural}, ` +
        `namespaced: ${scope === 'Namespaced'}${short}, definition: $NAME }`;
      this.#kinds.push({ owner, file, shape, text });
    }
  }

  #read(source: CrdSchema, name: string, place: Place): RawSchema {
    const core = this.#core.find(name, source);
    const own = core ? { $ref: core } : ownOfCrd(source);
    if (source.description) this.#notes.set(own, source.description);
    if (core) return own;
    if (source.items) own.items = this.#child(source.items, singular(name), place);
    if (typeof source.additionalProperties === 'object')
      own.additionalProperties = this.#child(source.additionalProperties, singular(name), place);
    if (source.properties)
      own.properties = Object.fromEntries(
        Object.entries(source.properties).map(([field, schema]) => {
          const parent = ['spec', 'status'].includes(field) ? place.kind : '';
          return [field, this.#child(schema, `${parent}${pascal(field)}`, place, name)];
        }),
      );
    return own;
  }

  #child(source: CrdSchema, name: string, place: Place, parent = ''): RawSchema {
    const schema = this.#read(source, name, place);
    if (!schema.properties || schema.$ref) return schema;
    const ref = { $ref: `#?${this.#shape(schema, name, place, false, parent).key}` };
    this.#notes.set(ref, source.description ?? '');
    return ref;
  }

  #shape(schema: RawSchema, name: string, place: Place, named: boolean, parent = ''): Shape {
    const key = hash(JSON.stringify(schema) + (named ? name : ''));
    const known = this.#shapes.get(key);
    const shape: Shape = known ?? {
      key,
      schema,
      wanted: [],
      owners: new Set(),
      files: new Set(),
      uses: 0,
      name: '',
    };
    this.#shapes.set(key, shape);
    if (named) shape.name = name;
    shape.uses++;
    for (const each of [name, `${parent}${name}`])
      if (!shape.wanted.includes(each)) shape.wanted.push(each);
    shape.owners.add(place.owner);
    shape.files.add(place.file);
    return shape;
  }

  /** Definition files by folder and file name, and the lines for `system.yaml`. */
  write(shared: string): Map<string, Map<string, Record<string, RawSchema>>> {
    const folders = new Map<string, Map<string, Record<string, RawSchema>>>();
    const taken = new Set<string>();
    for (const shape of this.#shapes.values()) if (shape.name) taken.add(shape.name);
    for (const shape of this.#shapes.values()) {
      const isNamed =
        shape.uses > 1 || Object.keys(shape.schema.properties ?? {}).length >= leastFields;
      if (shape.name || !isNamed) continue;
      let name = shape.wanted.find((each) => !taken.has(each)) ?? '';
      for (let n = 2; name === ''; n++)
        if (!taken.has(`${shape.wanted[0]}${n}`)) name = `${shape.wanted[0]}${n}`;
      taken.add((shape.name = name));
    }
    for (const shape of this.#shapes.values()) {
      if (!shape.name) continue;
      const [folder, file] = this.#home(shape, shared);
      const files = folders.get(folder) ?? new Map<string, Record<string, RawSchema>>();
      folders.set(folder, files);
      files.set(file, {
        ...files.get(file),
        [shape.name]: this.#placed(shape.schema, folder, shared, shape.name),
      });
    }
    return folders;
  }

  kindLines(owner: string): string[] {
    return this.#kinds
      .filter((kind) => kind.owner === owner)
      .map(({ text, shape }) => text.replace('$NAME', shape.name));
  }

  #home({ owners, files }: Shape, shared: string): [string, string] {
    const [owner = shared] = owners;
    const [file = 'shared'] = files;
    if (owners.size > 1) return [shared, 'shared'];
    return [owner, files.size > 1 ? 'shared' : file];
  }

  /** With references by name, seen from a folder; descriptions to be written. */
  #placed(schema: RawSchema, folder: string, shared: string, at: string): RawSchema {
    const note = this.#notes.get(schema)?.replace(/\s+/g, ' ');
    const type = schema.$ref ?? schema.type ?? 'any';
    this.notes.push(`${at}\t${String(type).replace(/^#\?[0-9a-f]+$/, 'object')}\t${note ?? ''}`);
    const ref = schema.$ref;
    if (ref?.startsWith('#?')) {
      const shape = this.#shapes.get(ref.slice(2));
      if (!shape) throw new Error(`${ref} is unknown`);
      if (!shape.name) return this.#placed(shape.schema, folder, shared, at);
      const [home] = this.#home(shape, shared);
      return { $ref: `${home === folder ? '' : path.basename(home)}#/${shape.name}` };
    }
    const placed: RawSchema = { ...schema };
    if (schema.items) placed.items = this.#placed(schema.items, folder, shared, `${at}[]`);
    if (typeof schema.additionalProperties === 'object')
      placed.additionalProperties = this.#placed(
        schema.additionalProperties,
        folder,
        shared,
        `${at}{}`,
      );
    if (schema.properties)
      placed.properties = Object.fromEntries(
        Object.entries(schema.properties).map(([name, each]) => [
          name,
          { description: '', ...this.#placed(each, folder, shared, `${at}.${name}`) },
        ]),
      );
    return placed;
  }
}

interface Place {
  readonly owner: string;
  readonly file: string;
  readonly kind: string;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function main(): void {
  const args = process.argv.slice(2);
  const at = args.indexOf('--shared');
  const shared = at === -1 ? '' : (args.splice(at, 2)[1] ?? '');
  const notesAt = args.indexOf('--notes');
  const notes = notesAt === -1 ? undefined : args.splice(notesAt, 2)[1];
  const imports = new Import(coreTypes(coreBundles('dist/schemas')));
  const folders = new Set<string>(shared ? [shared] : []);
  for (const arg of args) {
    const [folder = '', list = ''] = arg.split('=');
    folders.add(folder);
    for (const file of list.split(',')) {
      for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
        const crd = document.toJS() as (Crd & { kind?: string }) | null;
        if (crd?.kind === 'CustomResourceDefinition') imports.add(folder, crd);
      }
    }
  }
  const written = imports.write(shared);
  if (notes) writeFileSync(notes, `${imports.notes.join('\n')}\n`);
  for (const folder of folders) {
    mkdirSync(path.join(folder, 'definitions'), { recursive: true });
    for (const [file, definitions] of written.get(folder) ?? []) {
      const text = stringify(definitions, { lineWidth: 120, aliasDuplicateObjects: false });
      writeFileSync(
        path.join(folder, 'definitions', `${file}.yaml`),
        text.replace(/^(?=[A-Z])/gm, '\n').trimStart(),
      );
    }
    process.stdout.write(
      `${folder}: kinds of its system.yaml\n${imports.kindLines(folder).join('\n')}\n`,
    );
  }
}

if (import.meta.main) main();
