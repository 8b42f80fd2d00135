import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatApiVersion, gvkKey, type GroupVersionKind } from '../../../shared/gvk.ts';
import type { KindEntry, Schema, SchemaBundle, SchemaIndex } from './schema.ts';
import type { SchemaView } from './schemaView.ts';

/** Reads one file of `dist/schemas` as text. Injected, so that tests need no disk and a bundle no bundler. */
export type ReadSchemaFile = (name: string) => string;

/** The reader for a folder of bundles. Throws what `readFileSync` throws. */
export function folderReader(folder: string): ReadSchemaFile {
  return (name) => readFileSync(join(folder, `${name}.json`), 'utf8');
}

/**
 * The bundled schemas: which kinds there are, and the schema of each, read when a document first needs it. A bundle
 * is read once; `$ref`s are followed on demand, so the cost of a kind is what its documents really use.
 */
export class SchemaStore {
  readonly #read: ReadSchemaFile;
  readonly #bundles = new Map<string, SchemaBundle>();
  readonly #views = new Map<string, SchemaView>();
  readonly #resolved = new WeakMap<Schema, Schema>();
  #index: SchemaIndex | undefined;
  #byKey: Map<string, KindEntry> | undefined;

  constructor(read: ReadSchemaFile) {
    this.#read = read;
  }

  /** Every kind that has a bundled schema. */
  get kinds(): readonly KindEntry[] {
    return (this.#index ??= JSON.parse(this.#read('index')) as SchemaIndex).kinds;
  }

  find(gvk: GroupVersionKind): KindEntry | undefined {
    this.#byKey ??= new Map(this.kinds.map((kind) => [gvkKey(kind), kind]));
    return this.#byKey.get(gvkKey(gvk));
  }

  /** True where some kind of the group is known: then an unknown kind in it is an error, not another operator's. */
  hasGroup(group: string): boolean {
    return this.kinds.some((kind) => kind.group === group);
  }

  /** Kinds of one group and version. */
  kindsOf(apiVersion: string): readonly KindEntry[] {
    return this.kinds.filter((kind) => formatApiVersion(kind) === apiVersion);
  }

  schemaOf(gvk: GroupVersionKind): SchemaView | undefined {
    const entry = this.find(gvk);
    if (!entry) return undefined;
    const key = gvkKey(gvk);
    const known = this.#views.get(key);
    if (known) return known;
    const root = this.#definition(entry.bundle, entry.definition);
    if (!root) return undefined;
    const named = { ...root, 'x-definition': `${entry.bundle}#/${entry.definition}` };
    const view = { entry, root: named, resolve: (schema: Schema) => this.resolve(schema) };
    this.#views.set(key, view);
    return view;
  }

  /** What holds for an object of any kind: its metadata. For kinds that have no schema here. */
  get anyObject(): SchemaView {
    return { root: anyObject, resolve: (schema) => this.resolve(schema) };
  }

  /** Follows `$ref` to its end. A reference into nowhere yields the schema that allows everything. */
  resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const known = this.#resolved.get(schema);
    if (known) return known;
    const { $ref, ...siblings } = schema;
    const [bundle = '', name = ''] = $ref.split('#/');
    const target = this.#definition(bundle, name);
    const resolved: Schema = {
      'x-definition': $ref,
      ...(target ? this.resolve(target) : openSchema),
      ...siblings,
    };
    this.#resolved.set(schema, resolved);
    return resolved;
  }

  /** The definitions of one file. */
  bundle(name: string): SchemaBundle {
    const known = this.#bundles.get(name);
    if (known) return known;
    // A reference inside the file names its file from here on, so that it can be followed from anywhere.
    const text = this.#read(name).replaceAll('"$ref":"#/', `"$ref":"${name}#/`);
    const bundle = JSON.parse(text) as SchemaBundle;
    this.#bundles.set(name, bundle);
    return bundle;
  }

  #definition(bundle: string, name: string): Schema | undefined {
    return this.bundle(bundle)[name];
  }
}

const anyObject: Schema = {
  type: 'object',
  properties: { metadata: { $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1#/ObjectMeta' } },
  'x-kubernetes-preserve-unknown-fields': true,
};
const openSchema: Schema = { 'x-kubernetes-preserve-unknown-fields': true };
