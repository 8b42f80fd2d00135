/**
 * The kinds that a live cluster serves, from its OpenAPI documents: one for each group and version, asked for when a
 * document of that group is first looked at.
 */
import { Emitter } from '../../emitter.ts';
import { own } from '../../../shared/own.ts';
import { formatApiVersion, type GroupVersionKind } from '../../../shared/gvk.ts';
import type { ClusterResource, ClusterSchema } from '../../../shared/protocol.ts';
import { asObject } from '../convert/crd.ts';
import { convertSchema, type ConvertOptions } from '../convert/convertSchema.ts';
import { listAt, textAt } from '../convert/values.ts';
import { isRecord } from '../../../shared/json.ts';
import type { KindEntry, TypeSchema, SchemaOrigin } from '../schema.ts';
import { isListKind } from '../../model/typeMeta.ts';
import { KindTable } from './kindTable.ts';
import type { KindSchema, SchemaSource } from './source.ts';

export interface ClusterIndex {
  /** Name of the context, for a person. */
  readonly context: string;
  /** `apps/v1` to the hash of its document: the same hash, the same document. */
  readonly groupVersions: Readonly<Record<string, string>>;
  /** The release that the server is of, where it is known: `1.29`. */
  readonly kubernetesVersion?: string;
}

/** A cluster with what it has told so far. */
export interface ClusterState {
  readonly index: ClusterIndex;
  /** By group and version. */
  readonly documents: ReadonlyMap<string, ClusterSchema>;
}

export interface NeededSchema {
  /** Name of the context that the need is for: another one may be in use when the answer comes. */
  readonly context: string;
  readonly groupVersion: string;
}

export class ClusterSource implements SchemaSource {
  readonly id = 'cluster';
  readonly didChange = new Emitter<ReadonlySet<string>>();
  /** A document needs the schemas of a group and version: said once for each, the answer comes back through `add`. */
  readonly didNeed = new Emitter<NeededSchema>();
  readonly #table = new KindTable();
  /** By group and version. */
  readonly #documents = new Map<string, ClusterSchema>();
  readonly #converted = new Map<string, TypeSchema>();
  readonly #hashes = new Map<string, string>();
  readonly #asked = new Set<string>();
  #index: ClusterIndex | undefined;

  get kinds(): readonly KindEntry[] {
    return this.#table.kinds;
  }

  /** The release of the cluster, where there is one and it is known. */
  get kubernetesVersion(): string | undefined {
    return this.#index?.kubernetesVersion;
  }

  /** What there is to be told to somebody else; undefined where there is no cluster. */
  get state(): ClusterState | undefined {
    return this.#index && { index: this.#index, documents: this.#documents };
  }

  find(gvk: GroupVersionKind): readonly KindSchema[] {
    return this.#table.find(gvk);
  }

  /** A document is of this group and version: its schemas are asked for, once. */
  need(groupVersion: string): void {
    const index = this.#index;
    if (!index || this.#asked.has(groupVersion) || this.#hashOf(groupVersion) === undefined) return;
    this.#asked.add(groupVersion);
    this.didNeed.emit({ context: index.context, groupVersion });
  }

  definition(bundle: string, name: string): TypeSchema | undefined {
    const key = `${bundle}#/${name}`;
    const known = this.#converted.get(key);
    if (known) return known;
    const { components } = this.#documents.get(groupVersionOf(bundle)) ?? {};
    const raw = own(components, name);
    if (raw === undefined) return undefined;
    const converted = convertSchema(raw, optionsFor(bundle, name));
    this.#converted.set(key, converted);
    return converted;
  }

  /** Another cluster, another state of this one, or none. Documents with the same hash stay. */
  setIndex(index: ClusterIndex | undefined): void {
    const isSame = index?.context === this.#index?.context;
    this.#index = index;
    this.#asked.clear();
    const changed = new Set<string>();
    for (const groupVersion of this.#table.origins) {
      if (isSame && this.#hashOf(groupVersion) === this.#hashes.get(groupVersion)) {
        this.#asked.add(groupVersion);
        continue;
      }
      for (const key of this.#drop(groupVersion)) changed.add(key);
    }
    if (changed.size > 0) this.didChange.emit(changed);
  }

  /** The document of a group and version has come. */
  add(context: string, groupVersion: string, document: ClusterSchema): void {
    const { components, resources } = document;
    if (context !== this.#index?.context || !isRecord(components)) return;
    const changed = this.#drop(groupVersion);
    const bundle = bundleOf(groupVersion);
    this.#documents.set(groupVersion, document);
    this.#hashes.set(groupVersion, this.#hashOf(groupVersion) ?? '');
    const origin: SchemaOrigin = {
      source: 'cluster',
      id: 'cluster',
      label: `cluster ${context}`,
    };
    const byKind = new Map(resources.toReversed().map((resource) => [resource.kind, resource]));
    const schemas = Object.entries(components).flatMap(([name, component]) =>
      kindsOf(component, groupVersion).map((gvk) =>
        this.#kindSchema({ ...gvk, ...byKind.get(gvk.kind) }, bundle, name, origin),
      ),
    );
    for (const key of this.#table.set(groupVersion, schemas)) changed.add(key);
    this.didChange.emit(changed);
  }

  #hashOf(groupVersion: string): string | undefined {
    const hashes = this.#index?.groupVersions ?? {};
    return own(hashes, groupVersion);
  }

  #drop(groupVersion: string): Set<string> {
    const bundle = bundleOf(groupVersion);
    this.#documents.delete(groupVersion);
    this.#hashes.delete(groupVersion);
    for (const key of this.#converted.keys())
      if (key.startsWith(`${bundle}#/`)) this.#converted.delete(key);
    return this.#table.set(groupVersion, []);
  }

  #kindSchema(
    gvk: GroupVersionKind & Partial<ClusterResource>,
    bundle: string,
    name: string,
    origin: SchemaOrigin,
  ): KindSchema {
    const { group, version, kind, plural = `${kind.toLowerCase()}s`, namespaced = true } = gvk;
    const entry: KindEntry = {
      group,
      version,
      kind,
      plural,
      namespaced,
      bundle,
      isKubernetes: isBuiltIn(name),
      definition: name,
      source: isBuiltIn(name) ? 'Kubernetes' : origin.label,
      sourceVersion: '',
      origin,
    };
    return {
      entry,
      root: () => {
        const root = this.definition(bundle, name);
        return root && asObject(root);
      },
    };
  }
}

function bundleOf(groupVersion: string): string {
  return `cluster:${groupVersion}`;
}

function groupVersionOf(bundle: string): string {
  return bundle.slice(bundle.indexOf(':') + 1);
}

/** Kinds that a component describes, of this group and version. Options of requests belong to every group. */
function kindsOf(component: unknown, groupVersion: string): GroupVersionKind[] {
  const all = listAt(component, 'x-kubernetes-group-version-kind').flatMap((each) => {
    const kind = textAt(each, 'kind');
    const version = textAt(each, 'version');
    const group = textAt(each, 'group') ?? '';
    return kind === undefined || version === undefined ? [] : [{ group, version, kind }];
  });
  const isKind = (kind: string): boolean =>
    isListKind(kind) || /^(Delete|Watch|Create|Patch|Update|Get|List)(Options|Event)$/.test(kind);
  return all.filter((gvk) => formatApiVersion(gvk) === groupVersion && !isKind(gvk.kind));
}

function isBuiltIn(component: string): boolean {
  return /^io\.k8s\.(api|apimachinery|apiextensions-apiserver|kube-aggregator|kms)\./.test(
    component,
  );
}

function optionsFor(bundle: string, name: string): ConvertOptions {
  const ofKubernetes = isBuiltIn(name);
  return {
    unnamedFields: 'closed',
    bareObject: ofKubernetes ? 'open' : 'closed',
    isEnforced: !ofKubernetes,
    ref: (target) => {
      const component = /^#\/components\/schemas\/(.+)$/.exec(target)?.[1];
      if (component === undefined) return undefined;
      return component === quantity
        ? 'io.k8s.apimachinery.pkg.api.resource#/Quantity'
        : `${bundle}#/${component}`;
    },
  };
}

const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
