// One release of Kubernetes, read from its source as Go modules have it: k8s.io/kubernetes (OpenAPI document, feature
// gates, which API versions are on by default) and k8s.io/api (lifecycles, gates of fields).

import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { servedKinds } from '../schemas/facts/openApiFacts.ts';
import { gatesOfFields, lifecyclesIn } from './goTypes.ts';
import type { Lifecycle, Release } from './history.ts';

export interface Sources {
  /** Folder of k8s.io/kubernetes. */
  readonly kubernetes: string;
  /** Folder of k8s.io/api. */
  readonly api: string;
}

interface OpenApi {
  readonly definitions: Readonly<Record<string, Definition>>;
  readonly paths: Parameters<typeof servedKinds>[0];
}

interface Definition {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string }[];
}

export function readRelease(version: string, { kubernetes, api }: Sources): Release {
  const text = readFileSync(path.join(kubernetes, 'api/openapi-spec/swagger.json'), 'utf8');
  const { definitions, paths } = JSON.parse(text) as OpenApi;
  const kinds = servedKinds(paths);
  const served = new Set(Object.keys(kinds));
  const groups = groupsOf(definitions);
  const isOn = onByDefault(read(kubernetes, 'pkg/controlplane/instance.go'), groups);
  const lifecycles = new Map<string, Lifecycle>();
  const fieldGates = new Map<string, readonly string[]>();
  for (const file of globSync('*/*/types.go', { cwd: api }).sort()) {
    const folder = path.dirname(file);
    const definition = `io.k8s.api.${folder.replace('/', '.')}`;
    for (const [field, gates] of gatesOfFields(read(api, file)))
      fieldGates.set(`${definition}.${field}`, gates);
    const generated = path.join(folder, 'zz_generated.prerelease-lifecycle.go');
    const group = groups.get(definition) ?? otherVersion(groups, folder);
    if (group === undefined || !existsSync(path.join(api, generated))) continue;
    for (const [kind, lifecycle] of lifecyclesIn(read(api, generated)))
      lifecycles.set(`${group}/${kind}`, lifecycle);
  }
  return {
    version,
    definitions: new Map(
      Object.entries(definitions).map(([name, { properties = {} }]) => [
        name,
        new Set(Object.keys(properties)),
      ]),
    ),
    served,
    onByDefault: new Set([...served].filter((name) => isOn(name, kinds[name]?.plural ?? ''))),
    lifecycles,
    fieldGates,
    gates: gatesOf(kubernetes, version),
  };
}

/** `io.k8s.api.apps.v1` to `apps/v1`, `io.k8s.api.core.v1` to `/v1`. */
function groupsOf(definitions: OpenApi['definitions']): Map<string, string> {
  return new Map(
    Object.entries(definitions).flatMap(([name, definition]) => {
      const all = definition['x-kubernetes-group-version-kind'] ?? [];
      const [only] = all;
      if (!only || all.length > 1) return [];
      return [[name.slice(0, name.lastIndexOf('.')), `${only.group}/${only.version}`] as const];
    }),
  );
}

/** A version that no kind is served in any more is called like the others of its group. */
function otherVersion(groups: ReadonlyMap<string, string>, folder: string): string | undefined {
  const [name = '', version = ''] = folder.split('/');
  const known = [...groups].find(([each]) => each.startsWith(`io.k8s.api.${name}.`))?.[1];
  return known && `${known.slice(0, known.lastIndexOf('/'))}/${version}`;
}

/** Stable versions are on, and the beta versions that were before betas had to be asked for: the source lists them. */
function onByDefault(
  source: string,
  groups: ReadonlyMap<string, string>,
): (kind: string, plural: string) => boolean {
  const packages = new Map(
    [...source.matchAll(/^\t(\w+) "k8s\.io\/(?:api|kubernetes\/pkg\/apis)\/([\w/]+)"$/gm)].map(
      ([, alias = '', path = '']) => [alias, `io.k8s.api.${path.replace('/', '.')}`],
    ),
  );
  const list = /legacyBetaEnabledByDefaultResources = [^{]+\{([^}]*)\}/.exec(source)?.[1] ?? '';
  const betas = new Set(
    [...list.matchAll(/\b(\w+)\.SchemeGroupVersion\.WithResource\("(\w+)"\)/g)].map(
      ([, alias = '', plural = '']) => `${groups.get(packages.get(alias) ?? '') ?? ''} ${plural}`,
    ),
  );
  return (kind, plural) => {
    const groupVersion = kind.slice(0, kind.lastIndexOf('/'));
    return !/(alpha|beta)\d+$/.test(groupVersion) || betas.has(`${groupVersion} ${plural}`);
  };
}

const lists = 'test/*/{reference,test_data}/{,un}versioned_feature_list.yaml';

interface Gate {
  readonly name: string;
  readonly versionedSpecs: readonly { default: boolean; version: string }[];
}

/** Newer releases have lists of their gates, older ones a table in the source. */
function gatesOf(kubernetes: string, version: string): Map<string, boolean> {
  const files = globSync(lists, { cwd: kubernetes });
  const gates = files.flatMap((file) => (parse(read(kubernetes, file)) as Gate[] | null) ?? []);
  if (gates.length === 0) return gatesInSource(read(kubernetes, 'pkg/features/kube_features.go'));
  return new Map(
    gates.map(({ name, versionedSpecs }) => [
      name,
      versionedSpecs.findLast((spec) => minor(spec.version) <= minor(version))?.default ?? false,
    ]),
  );
}

const minor = (version: string): number => Number(version.split('.')[1] ?? 0);

/** `Gate: {Default: true, PreRelease: …},`. */
function gatesInSource(source: string): Map<string, boolean> {
  const names = new Map(
    [...source.matchAll(/^\t(\w+) +featuregate\.Feature = "(\w+)"$/gm)].map(
      ([, constant = '', name = '']) => [constant, name],
    ),
  );
  const entries = source.matchAll(/^\t(?:\w+\.)?(\w+): +\{Default: +(true|false),/gm);
  return new Map(
    [...entries].map(([, constant = '', state]) => [
      names.get(constant) ?? constant,
      state === 'true',
    ]),
  );
}

function read(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}
