import { gvkKey, type GroupVersionKind } from '../../../shared/gvk.ts';
import { own } from '../../../shared/own.ts';
import { isKubernetesBundle, provenanceOf } from '../provenance.ts';
import type { MadeFactsByKind, PodSpecFactsByKind } from '../../../shared/kindFacts.ts';
import type { ApiVersions } from '../apiVersions.ts';
import { unpackIndex, type PackedIndex } from '../packedIndex.ts';
import type { KindEntry, TypeSchema, SchemaBundle } from '../schema.ts';
import type { ToolFileTable } from '../toolFiles.ts';
import type { KindSchema, SchemaSource } from './source.ts';

/** Reads one file of `dist/schemas` as text. Injected, so that tests need no disk and a bundle no bundler. */
export type ReadSchemaFile = (name: string) => string;

/** The schemas that the product brings along: a bundle is read once, when a document first needs it. */
export class BundledSource implements SchemaSource {
  readonly id = 'bundled';
  readonly #read: ReadSchemaFile;
  readonly #bundles = new Map<string, SchemaBundle>();
  #kinds: readonly KindEntry[] | undefined;
  #apiVersions: ApiVersions | undefined;
  #toolFiles: ToolFileTable | undefined;
  #made: MadeFactsByKind | undefined;
  #podSpecs: PodSpecFactsByKind | undefined;
  #byKey: Map<string, readonly KindSchema[]> | undefined;

  constructor(read: ReadSchemaFile) {
    this.#read = read;
  }

  get kinds(): readonly KindEntry[] {
    return (this.#kinds ??= this.#readKinds());
  }

  find(gvk: GroupVersionKind): readonly KindSchema[] {
    this.#byKey ??= new Map(
      this.kinds.map((entry) => [gvkKey(entry), [{ entry, root: () => this.#root(entry) }]]),
    );
    return this.#byKey.get(gvkKey(gvk)) ?? [];
  }

  definition(bundle: string, name: string): TypeSchema | undefined {
    return own(this.bundle(bundle), name);
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

  /** How API versions of Kubernetes' own kinds come and go. */
  get apiVersions(): ApiVersions {
    return (this.#apiVersions ??= {
      ...noApiVersions,
      ...(JSON.parse(this.#read('apiVersions')) as Partial<ApiVersions>),
    });
  }

  /** Which files that look like manifests are those of a tool. */
  get toolFiles(): ToolFileTable {
    return (this.#toolFiles ??= readTable(this.#read('toolFiles')));
  }

  /** What is made from the objects of a kind. */
  get made(): MadeFactsByKind {
    return (this.#made ??= JSON.parse(this.#read('made')) as MadeFactsByKind);
  }

  /** Where objects of a kind hold pods. */
  get podSpecs(): PodSpecFactsByKind {
    return (this.#podSpecs ??= JSON.parse(this.#read('podSpecs')) as PodSpecFactsByKind);
  }

  #readKinds(): readonly KindEntry[] {
    const kinds = unpackIndex(JSON.parse(this.#read('index')) as PackedIndex);
    return kinds.map((entry) => ({ ...entry, isKubernetes: isKubernetesBundle(entry.bundle) }));
  }

  #root({ bundle, definition }: KindEntry): TypeSchema | undefined {
    const root = this.definition(bundle, definition);
    return root && { ...root, provenance: provenanceOf(`${bundle}#/${definition}`) };
  }
}

/** An index of a test has no such file. */
function readTable(text: string): ToolFileTable {
  const none = { groups: {}, shared: {}, plain: {} };
  return { ...none, ...(JSON.parse(text) as Partial<ToolFileTable>) };
}

const noApiVersions: ApiVersions = { newest: '1.0', kinds: {} };
