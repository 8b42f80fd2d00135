import {
  formatApiVersion,
  gvkFrom,
  gvkKey,
  kindName,
  type GroupVersionKind,
} from '../../shared/gvk.ts';
import type { MadeFacts, NameFacts, PodSpecFacts } from '../../shared/kindFacts.ts';
import { Dictionaries } from '../dictionaries/dictionary.ts';
import { Emitter } from '../emitter.ts';
import { own } from '../../shared/own.ts';
import type { ApiVersions } from './apiVersions.ts';
import { Candidates, choiceKey, originId } from './candidates.ts';
import { kindState, type KindState } from './kubernetesRelease.ts';
import { Patterns } from '../patterns/patterns.ts';
import { overlaid, type Overlay, type Overlaying } from './overlay.ts';
import { provenanceOf } from './provenance.ts';
import { followReferences, openSchema } from './references.ts';
import type { KindEntry, TypeSchema, SchemaBundle } from './schema.ts';
import { toolFileOf, type FileHead, type ToolFile } from './toolFiles.ts';
import type { TypedSchema } from './typedSchema.ts';
import { BundledSource, type ReadSchemaFile } from './sources/bundled.ts';
import { ClusterSource } from './sources/cluster.ts';
import { PublishedShapes } from './sources/published.ts';
import { SettingSource } from './sources/setting.ts';
import { SchemasOfKind } from './schemasOfKind.ts';
import type { KindSchema, SchemaSource } from './sources/source.ts';
import { WorkspaceSource } from './sources/workspace.ts';

/**
 * Which kinds there are, and the schema of each: from the first source that has it, or from the one that the user
 * chose. `$ref`s are followed on demand, so the cost of a kind is what its documents really use.
 */
export class SchemaStore {
  readonly setting = new SettingSource();
  readonly workspace = new WorkspaceSource();
  readonly cluster = new ClusterSource();
  readonly patterns = new Patterns();
  readonly dictionaries: Dictionaries;
  readonly #bundled: BundledSource;
  readonly #published: PublishedShapes;
  readonly #sources: readonly SchemaSource[];
  readonly #typedSchemas = new Map<string, SchemasOfKind>();
  readonly #candidates: Candidates;
  readonly #resolved = new WeakMap<TypeSchema, TypeSchema>();
  readonly #overlay = new WeakMap<TypeSchema, Overlay & LaidFor>();
  readonly #embeddedIn = new WeakMap<TypeSchema, Map<TypeSchema, TypeSchema>>();
  /** The user's choices, which `choose` sets. */
  choices: Readonly<Record<string, string>> = {};
  #kinds: readonly KindEntry[] | undefined;
  #names: ReadonlyMap<string, NameFacts> | undefined;
  #scopes: ReadonlyMap<string, boolean> | undefined;
  #revision = 0;
  /** Tells the keys (`gvkKey`) of the kinds whose schema in force may be another one now. */
  readonly didChange = new Emitter<ReadonlySet<string>>();

  constructor(read: ReadSchemaFile) {
    this.#bundled = new BundledSource(read);
    this.#published = new PublishedShapes(read);
    this.dictionaries = new Dictionaries(read);
    this.#sources = [this.setting, this.workspace, this.cluster, this.#bundled];
    this.#candidates = new Candidates(this.#sources, this.#bundled);
    for (const source of this.#sources)
      source.didChange?.on((keys) => {
        this.#changed(keys);
      });
  }

  /** Rises whenever some source changes. */
  get revision(): number {
    return this.#revision;
  }

  /** Every kind that has a schema, each once, with the entry of the source in force. */
  get kinds(): readonly KindEntry[] {
    return (this.#kinds ??= this.#allKinds());
  }

  find(gvk: GroupVersionKind): KindEntry | undefined {
    return this.#inForce(gvk)?.entry;
  }

  /** What is known of the names of a kind's objects, whatever its version. */
  namesOf({ group, kind }: GroupVersionKind): NameFacts | undefined {
    this.#names ??= new Map(
      this.#bundled.kinds.flatMap((entry) =>
        entry.name ? [[choiceKey(entry), entry.name] as const] : [],
      ),
    );
    return this.#names.get(choiceKey({ group, kind }));
  }

  /** Objects that an operator or a tool makes from those of a kind, whatever its version. */
  makesOf(kind: Pick<GroupVersionKind, 'group' | 'kind'>): readonly MadeFacts[] {
    return own(this.#bundled.made, kindName(kind)) ?? [];
  }

  /** Where objects of a kind hold pods, whatever its version. */
  podSpecsOf(kind: Pick<GroupVersionKind, 'group' | 'kind'>): readonly PodSpecFacts[] {
    return own(this.#bundled.podSpecs, kindName(kind)) ?? [];
  }

  /** Whether objects of a kind are in a namespace, whatever its version; undefined where the kind is not known. */
  isNamespaced({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): boolean | undefined {
    this.#scopes ??= new Map(this.kinds.map((entry) => [choiceKey(entry), entry.namespaced]));
    return this.#scopes.get(choiceKey({ group, kind }));
  }

  /** All schemas of a kind, in the order in which they count for a file (a URI). */
  available(gvk: GroupVersionKind, from?: string): readonly KindEntry[] {
    const all = this.#candidates.of(gvk, this.choices).map(({ entry }) => entry);
    const nearest = this.schemaOf(gvk, from)?.entry;
    const isFirst = (entry: KindEntry): boolean =>
      nearest !== undefined &&
      originId(entry) === originId(nearest) &&
      entry.origin?.file === nearest.origin?.file;
    return [...all.filter(isFirst), ...all.filter((entry) => !isFirst(entry))];
  }

  /** Kinds of one group and version. */
  kindsOf(apiVersion: string): readonly KindEntry[] {
    return this.kinds.filter((kind) => formatApiVersion(kind) === apiVersion);
  }

  /** The same object as long as the schema stays the same: results for a document can be kept under it. */
  schemaOf(gvk: GroupVersionKind, from?: string): TypedSchema | undefined {
    return this.schemasOf(gvk, from)[0];
  }

  /**
   * The schemas of a kind for a file (a URI): one, or several where CRDs of the workspace that are equally near to the file
   * say different things. The same array as long as they stay the same.
   */
  schemasOf(gvk: GroupVersionKind, from?: string): readonly TypedSchema[] {
    const key = gvkKey(gvk);
    const known = this.#typedSchemas.get(key);
    if (known) return known.for(from);
    const candidates = this.#candidates.of(gvk, this.choices);
    const [first] = candidates;
    if (!first) return noSchemas;
    const isChosen = originId(first.entry) === this.choiceOf(gvk);
    const schemas = new SchemasOfKind(candidates, isChosen, ({ entry }, root) =>
      this.#typed(entry, root),
    );
    this.#typedSchemas.set(key, schemas);
    return schemas.for(from);
  }

  #typed(entry: KindEntry, own: TypeSchema): TypedSchema {
    return {
      entry,
      root: this.resolve(this.#withOverlay(entry, own)),
      patterns: this.patterns,
      dictionaries: this.dictionaries,
      resolve: (schema) => this.resolve(schema),
      embedded: (schema, embedded) => this.#embedded(schema, embedded),
    };
  }

  /** What holds for an object of any kind: its metadata. For kinds that have no schema here. */
  get anyObject(): TypedSchema {
    const { patterns } = this;
    return { root: anyObject, patterns, resolve: (schema) => this.resolve(schema) };
  }

  /** Follows `$ref` to its end. A reference into nowhere yields the schema that allows everything. */
  resolve(schema: TypeSchema): TypeSchema {
    const known = this.#resolved.get(schema);
    if (known) return known;
    const resolved = this.#resolve(schema);
    this.#resolved.set(schema, resolved);
    return resolved;
  }

  #resolve(schema: TypeSchema): TypeSchema {
    const overlay = this.#overlay.get(schema);
    if (schema.$ref === undefined && !overlay) return schema;
    const own = followReferences(schema, ($ref) => this.definition($ref));
    return overlay ? this.#overlaid(own, overlay) : own;
  }

  /** What a reference names, `BUNDLE#/Name`: the schema that allows everything where it leads nowhere. */
  definition($ref: string): TypeSchema {
    const [bundle = '', name = ''] = $ref.split('#/');
    const named = [...this.#sources, this.#published];
    const source = named.find(({ id }) => bundle.startsWith(`${id}:`)) ?? this.#bundled;
    const found = source.definition?.(bundle, name) ?? openSchema;
    // Of references that lead one to the next the last one says what it is.
    return found.$ref === undefined ? { provenance: provenanceOf($ref), ...found } : found;
  }

  /** How API versions of Kubernetes' own kinds come and go. */
  get apiVersions(): ApiVersions {
    return this.#bundled.apiVersions;
  }

  /** The tool that reads a file with this head; undefined for what an API server serves. */
  toolFile(head: FileHead): ToolFile | undefined {
    const gvk = gvkFrom(head.apiVersion, head.kind);
    return gvk && this.find(gvk) ? undefined : toolFileOf(this.#bundled.toolFiles, head);
  }

  /** What a server of a release makes of an API version of a kind; undefined for kinds that are not its own. */
  kindState(gvk: GroupVersionKind, version: string): KindState | undefined {
    const { kinds, newest } = this.apiVersions;
    const lifecycle = own(kinds, gvkKey(gvk));
    return lifecycle && kindState(lifecycle, version, newest);
  }

  /** Whether a server of a release has a kind without being told to; those of others are nobody's to say. */
  isOnByDefault(entry: KindEntry, version: string): boolean {
    if (!entry.isKubernetes || entry.origin) return true;
    const state = this.kindState(entry, version);
    return !state || state.is === 'served' || state.is === 'deprecated';
  }

  /** The definitions of one bundled file. */
  bundle(name: string): SchemaBundle {
    return this.#bundled.bundle(name);
  }

  /** The user's choices: by `choiceKey`, the id of an origin, or of a source whatever its file. */
  choose(choices: Readonly<Record<string, string>>): void {
    const before = this.choices;
    this.choices = choices;
    this.#candidates.clear();
    const names = new Set([...Object.keys(before), ...Object.keys(choices)]);
    const changed = this.kinds.filter((kind) => {
      const name = choiceKey(kind);
      return names.has(name) && own(before, name) !== own(choices, name);
    });
    if (changed.length > 0) this.#changed(new Set(changed.map(gvkKey)));
  }

  /** The user's choice for a kind, whether or not it is there now. */
  choiceOf(kind: Pick<GroupVersionKind, 'group' | 'kind'>): string | undefined {
    return own(this.choices, choiceKey(kind));
  }

  #changed(keys: ReadonlySet<string>): void {
    this.#revision++;
    this.#candidates.clear();
    this.#kinds = undefined;
    this.#scopes = undefined;
    for (const key of keys) this.#typedSchemas.delete(key);
    this.didChange.emit(keys);
  }

  #allKinds(): readonly KindEntry[] {
    const others = this.#sources.filter(
      (source) => source !== this.#bundled && source.kinds.length > 0,
    );
    if (others.length === 0) return this.#bundled.kinds;
    const all = [...this.#bundled.kinds, ...others.flatMap(({ kinds }) => kinds)];
    const byKey = new Map(all.map((entry) => [gvkKey(entry), entry]));
    return [...byKey.values()].map((entry) => this.#inForce(entry)?.entry ?? entry);
  }

  #inForce(gvk: GroupVersionKind): KindSchema | undefined {
    return this.#candidates.of(gvk, this.choices)[0];
  }

  #withOverlay(entry: KindEntry, root: TypeSchema): TypeSchema {
    if (!entry.origin) return this.#asPublished(entry, root);
    const known = this.#candidates.bundledOf(entry);
    const help = known?.root();
    if (!known || !help) return root;
    const extra = known.entry.version === entry.version ? help : withoutVersion(help);
    const isBuiltIn = entry.isKubernetes === true;
    const how = { ...fromElsewhere, isBuiltIn };
    return this.#lay(root, { schema: extra, inCore: false, isOpaque: false }, how);
  }

  /** The shape of a bundled kind is that of its CRD, where that is known. */
  #asPublished(entry: KindEntry, root: TypeSchema): TypeSchema {
    const shape = this.#published.root(entry);
    if (!shape) return root;
    const ofEveryObject = (root.required ?? []).filter((name) => typeMetaFields.has(name));
    const required = [...new Set([...ofEveryObject, ...(shape.required ?? [])])];
    const hasWebhook = this.#published.hasWebhook(entry);
    const fillsIn = this.#published.fillsIn(entry);
    const how = { isBuiltIn: false, isOfSomeRelease: true, hasWebhook, fillsIn };
    const overlay: Overlay = { schema: root, inCore: false, isOpaque: false };
    return this.#lay({ ...shape, required }, overlay, how);
  }

  /** A whole object within another: the server looks at its head, the schema of its kind at the rest. */
  #embedded(schema: TypeSchema, gvk: GroupVersionKind): TypeSchema {
    const known = this.schemaOf(gvk)?.root;
    if (!known) return schema;
    const ofSchema = this.#embeddedIn.get(schema) ?? new Map<TypeSchema, TypeSchema>();
    this.#embeddedIn.set(schema, ofSchema);
    // A name is given to it by whoever makes the object.
    const required = (known.required ?? []).filter((name) => name !== 'metadata');
    const overlay: Overlay = { schema: { ...known, required }, inCore: false, isOpaque: false };
    const laid = ofSchema.get(known) ?? this.resolve(this.#lay(schema, overlay, fromElsewhere));
    ofSchema.set(known, laid);
    return laid;
  }

  #lay(shape: TypeSchema, overlay: Overlay, how: LaidFor): TypeSchema {
    const pending = { ...shape };
    this.#overlay.set(pending, { ...overlay, ...how });
    return pending;
  }

  #overlaid(
    shape: TypeSchema,
    { isBuiltIn, isOfSomeRelease, hasWebhook, fillsIn, ...overlay }: Overlay & LaidFor,
  ): TypeSchema {
    const extra = { ...overlay, schema: this.resolve(overlay.schema) };
    const how = { isBuiltIn, isOfSomeRelease, hasWebhook, fillsIn };
    return overlaid(shape, extra, {
      ...how,
      lay: (inner, innerOverlay) => this.#lay(inner, innerOverlay, how),
    });
  }
}

/** What of an overlay holds all the way down. */
type LaidFor = Omit<Overlaying, 'lay'>;

const fromElsewhere: LaidFor = {
  isBuiltIn: false,
  isOfSomeRelease: false,
  hasWebhook: false,
  fillsIn: [],
};

const noSchemas: readonly TypedSchema[] = [];

const typeMetaFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** The schema of a kind as help for another version of it. */
function withoutVersion(root: TypeSchema): TypeSchema {
  const { apiVersion, ...others } = root.properties ?? {};
  const description = apiVersion?.description;
  return {
    ...root,
    properties: { apiVersion: { ...(description !== undefined && { description }) }, ...others },
  };
}

const anyObject: TypeSchema = {
  type: 'object',
  properties: { metadata: { $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1#/ObjectMeta' } },
  'x-kubernetes-preserve-unknown-fields': true,
};
