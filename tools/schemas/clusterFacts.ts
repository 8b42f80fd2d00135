// What the cluster's side is told of kinds and systems (`dist/schemas/clusterKinds.json`): the keys `status`, `columns`,
// `pods`, `actions` and `explorer` of kinds, `platform` of systems. docs/schemas.md describes them, clusterFactsCheck.ts holds them.

import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { formatApiVersion } from '../../shared/gvk.ts';
import type { KindEntry } from '../../core/schema/schema.ts';
import type {
  ClusterFacts,
  ClusterKind,
  KindFacts,
  PlatformPods,
  PlatformSystem,
} from '../../shared/kindFacts.ts';
import { readSystem, type BuiltInSystem, type OwnSystem } from './system.ts';

type System = (OwnSystem & { readonly groupVersions?: undefined }) | BuiltInSystem;

/** All facts; `kinds`: the index of kinds. Throws where a system names a kind that it has not. */
export function clusterFacts(schemasDir: string, kinds: readonly KindEntry[]): ClusterFacts {
  const folders = readdirSync(schemasDir)
    .sort()
    .map((id) => path.join(schemasDir, id))
    .filter((folder) => existsSync(path.join(folder, 'system.yaml')));
  const systems = folders.map((folder) => ({ folder, system: readSystem<System>(folder, []) }));
  const builtIn = systems.flatMap(({ system }) => system.groupVersions ?? []);
  return {
    kinds: systems
      .flatMap(({ folder, system }) => kindsOf(folder, system, kinds))
      .sort((a, b) => a.rank - b.rank)
      .map(({ kind }) => kind),
    platform: platformOf(systems),
    builtInGroups: [...new Set(builtIn.map(({ apiVersion }) => groupOf(apiVersion)))],
  };
}

/** What a system says of its kinds, by `apiVersion/Kind`. */
export function factsByKind(system: System): ReadonlyMap<string, KindFacts> {
  const listed = system.groupVersions ? [] : system.kinds;
  const facts = new Map<string, KindFacts>(
    listed.map((kind) => [`${formatApiVersion(kind)}/${kind.kind}`, kind]),
  );
  for (const [key, more] of Object.entries(system.about ?? {}))
    facts.set(key, { ...facts.get(key), ...more });
  return facts;
}

interface RankedKind {
  readonly rank: number;
  readonly kind: ClusterKind;
}

function kindsOf(folder: string, system: System, kinds: readonly KindEntry[]): RankedKind[] {
  const byKey = new Map(kinds.map((entry) => [`${formatApiVersion(entry)}/${entry.kind}`, entry]));
  return [...factsByKind(system)].flatMap(([key, facts]) => {
    const { rank = Infinity, status, columns, pods, actions, explorer } = facts;
    const entry = byKey.get(key);
    if (!entry) throw new Error(`${folder}/system.yaml: there is no kind ${key}`);
    if (!status && !columns && !pods && !actions && !explorer) return [];
    const { kind, namespaced } = entry;
    const told = { status, columns, pods, actions, explorer };
    return [{ rank, kind: { apiVersion: formatApiVersion(entry), kind, namespaced, ...told } }];
  });
}

interface GatheredSystem {
  readonly groups: Set<string>;
  readonly charts: Set<string>;
  readonly pods: PlatformPods[];
}

/** Several systems may stand for one: the operators for Spark are all Spark. */
function platformOf(systems: readonly { folder: string; system: System }[]): PlatformSystem[] {
  const byTitle = new Map<string, GatheredSystem>();
  for (const { folder, system } of systems) {
    if (system.groupVersions || !system.platform) continue;
    const { title, charts = [], pods = [] } = system.platform;
    const found = byTitle.get(title) ?? { groups: new Set(), charts: new Set(), pods: [] };
    byTitle.set(title, found);
    const own = [...system.kinds.map(({ group }) => group), ...Object.keys(system.groups ?? {})];
    for (const group of own) found.groups.add(group);
    found.pods.push(...pods);
    for (const chart of [...charts, ...chartNames(folder)]) found.charts.add(chart);
  }
  return [...byTitle]
    .map(([title, { groups, charts, pods }]) => ({
      ...{ title, pods },
      ...{ groups: [...groups], charts: [...charts] },
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

function chartNames(folder: string): string[] {
  return globSync('charts/*/chart.yaml', { cwd: folder })
    .sort()
    .map((file) => (parse(readFileSync(path.join(folder, file), 'utf8')) as { name: string }).name);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
