// The descriptors `schemas/<system>/system.yaml`: which kinds there are and how they are served.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { formatApiVersion } from '../../shared/gvk.ts';
import type { KindEntry } from '../../core/schema/schema.ts';
import type { KindFacts, PlatformSystem } from '../../shared/kindFacts.ts';

/** Built-in kinds, as `schemas/kubernetes/system.yaml` lists them. */
export interface BuiltInSystem {
  readonly title: string;
  readonly version: string;
  readonly docUrl: string;
  readonly libraries: readonly { bundle: string; folder: string }[];
  readonly groupVersions: readonly GroupVersionOfKinds[];
  /** `apiVersion/Kind` to what is known of it beside its schema. */
  readonly about: Readonly<Record<string, KindFacts>>;
  /** Section of the API reference to the kinds on it, separated by blanks. */
  readonly reference: Readonly<Record<string, string>>;
}

export interface GroupVersionOfKinds {
  readonly apiVersion: string;
  readonly bundle: string;
  readonly folder: string;
  /** Kind to plural and short names. */
  readonly namespaced?: Readonly<Record<string, string>>;
  readonly cluster?: Readonly<Record<string, string>>;
}

/** One of our own systems. */
export interface OwnSystem {
  readonly id: string;
  readonly title: string;
  /** Upstream version that the schema was checked against. */
  readonly version: string;
  readonly docUrl?: string;
  /** npm package of the kubernetes-models family that declares the kinds; absent where we write the definitions. */
  readonly package?: string;
  /** Kinds that are described; absent where all come from the facts of the CRDs. */
  readonly kinds: readonly OwnKind[];
  /** `apiVersion/Kind` to what is known of kinds that are made of the facts, beside their schema. */
  readonly about?: Readonly<Record<string, Omit<KindFacts, 'rank' | 'name'>>>;
  /** As what people look for it in a cluster, and the charts beside those of its folder that install it. */
  readonly platform?: Pick<PlatformSystem, 'title'> &
    Partial<Pick<PlatformSystem, 'charts' | 'pods'>>;
  /** API groups whose CRDs belong to the system, to their kinds or `all`: what `kinds` lacks is made of the facts. */
  readonly groups?: Readonly<Record<string, 'all' | readonly string[]>>;
  /** A webhook that comes with it refuses what our definitions say beyond the CRD: errors, not warnings. */
  readonly webhook?: boolean;
  /** What Kubernetes asks for, its CRDs do not and the operator fills in: `core.v1/Container.image`. */
  readonly fillsIn?: readonly string[];
  /** Kinds made of facts whose pods the operator completes: what Kubernetes asks of whole ones is not asked of theirs. */
  readonly completed?: readonly string[];
}

/** Whether the CRD of a kind belongs to a system, though its `kinds` may not list it. */
export function hasCrd(
  { groups = {} }: Pick<OwnSystem, 'groups'>,
  group: string,
  kind: string,
): boolean {
  const kinds = Object.hasOwn(groups, group) ? groups[group] : undefined;
  return kinds === 'all' || kinds?.includes(kind) === true;
}

/** A system that a package declares. */
export interface PackageSystem extends OwnSystem {
  readonly package: string;
  /** Folders of the package to what is put before the names of their definitions, so that none are the same. */
  readonly folders: Readonly<Record<string, string>>;
}

export interface OwnKind extends KindFacts {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly shortNames?: string[];
  readonly definition: string;
  readonly docUrl?: string;
}

/** Reads `system.yaml` of a folder; throws with the file's name where a field is missing. */
export function readSystem<T extends BuiltInSystem | OwnSystem>(
  folder: string,
  fields: (keyof T)[],
): T {
  const file = path.join(folder, 'system.yaml');
  const system = { kinds: [], ...(parse(readFileSync(file, 'utf8')) as T) } as T;
  const missing = fields.filter((field) => system[field] === undefined);
  if (missing.length > 0) throw new Error(`${file}: missing ${missing.join(', ')}`);
  return system;
}

/** Descriptors of the systems that name a package, in the order of their folders. */
export function packageSystems(schemasDir: string): PackageSystem[] {
  const systems: PackageSystem[] = [];
  for (const id of readdirSync(schemasDir).sort()) {
    const folder = path.join(schemasDir, id);
    if (!existsSync(path.join(folder, 'system.yaml'))) continue;
    if (readSystem<OwnSystem>(folder, []).package === undefined) continue;
    const system = readSystem<PackageSystem>(folder, [
      'id',
      'title',
      'version',
      'kinds',
      'folders',
    ]);
    if (system.id !== id)
      throw new Error(`${folder}/system.yaml: id is ${system.id}, not the name of its folder`);
    systems.push(system);
  }
  return systems;
}

/** Index entries of the built-in kinds. */
export function builtInEntries(system: BuiltInSystem): KindEntry[] {
  const entries: KindEntry[] = [];
  for (const groupVersion of system.groupVersions) {
    const [version = '', group = ''] = groupVersion.apiVersion.split('/').reverse();
    for (const scope of ['namespaced', 'cluster'] as const) {
      for (const [kind, names] of Object.entries(groupVersion[scope] ?? {})) {
        const [plural = '', ...shortNames] = names.split(' ');
        entries.push({
          group,
          version,
          kind,
          plural,
          namespaced: scope === 'namespaced',
          bundle: groupVersion.bundle,
          definition: kind,
          source: system.title,
          sourceVersion: system.version,
          docUrl: referencePage(system, kind, version),
          ...(shortNames.length > 0 && { shortNames }),
          ...entryFacts(system.about[`${groupVersion.apiVersion}/${kind}`]),
        });
      }
    }
  }
  const known = new Set(entries.map((entry) => `${formatApiVersion(entry)}/${entry.kind}`));
  const lost = Object.keys(system.about).filter((name) => !known.has(name));
  if (lost.length > 0)
    throw new Error(`"about" of the built-in kinds names others: ${lost.join(', ')}`);
  return entries;
}

/** Those that the index of kinds holds. */
function entryFacts({ rank, name }: KindFacts = {}): Pick<KindEntry, 'rank' | 'name'> {
  return { ...(rank !== undefined && { rank }), ...(name && { name }) };
}

/** Page of the API reference: kind and version in kebab case within a section. */
function referencePage(system: BuiltInSystem, kind: string, version: string): string {
  const section = Object.keys(system.reference).find((name) =>
    system.reference[name]?.split(' ').includes(kind),
  );
  if (!section) return system.docUrl;
  const words = kind
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  return `${system.docUrl}${section}/${words}-${version}/`;
}

/** Index entries of one of our own systems. */
export function ownEntries(system: OwnSystem): KindEntry[] {
  return system.kinds.map((kind) => ({
    group: kind.group,
    version: kind.version,
    kind: kind.kind,
    plural: kind.plural,
    namespaced: kind.namespaced,
    bundle: system.id,
    definition: kind.definition,
    source: system.title,
    sourceVersion: system.version,
    ...((kind.docUrl ?? system.docUrl) && { docUrl: kind.docUrl ?? system.docUrl }),
    ...(kind.shortNames?.length && { shortNames: kind.shortNames }),
    ...entryFacts(kind),
  }));
}
