// The shape of `status`, `columns`, `pods`, `actions`, `explorer` and `platform` in `system.yaml`. A misspelt key or path would show
// nothing in the explorer, and nobody would notice: the build fails instead.

import { formatApiVersion } from '../../shared/gvk.ts';
import type { KindEntry, RawSchema } from '../../core/schema/schema.ts';
import { explorerSections, type ClusterFacts, type ClusterKind } from '../../shared/kindFacts.ts';
import { refTarget, type Bundles } from './walk.ts';

const healths = ['ok', 'progressing', 'warning', 'error', 'unknown'];
const keysOf = {
  status: 'phase conditions unmet replicas absent suspended values words detail',
  replicas: 'ready wanted',
  column: 'title path',
  pods: 'labels selector role',
  explorer: 'title icon section purpose byState',
  actions: 'restart rollBack expand suspend run cordon drain',
  rollBack: 'history',
  expand: 'field',
  restart: 'field value',
  suspend: 'field on off needs',
  cordon: 'field on off needs',
  run: 'kind spec metadata labels annotations',
};

/** Problems, each `apiVersion/Kind: what`; empty where all is well. */
export function clusterFactsProblems(
  { kinds }: ClusterFacts,
  bundles: Bundles,
  index: readonly KindEntry[],
): string[] {
  const byKey = new Map(index.map((entry) => [keyOf(entry), entry]));
  return kinds.flatMap((kind) => {
    const key = `${kind.apiVersion}/${kind.kind}`;
    const entry = byKey.get(key);
    const found = [...shapeProblems(kind), ...(entry ? pathProblems(kind, entry, bundles) : [])];
    return found.map((problem) => `${key}: ${problem}`);
  });
}

const keyOf = (entry: KindEntry): string => `${formatApiVersion(entry)}/${entry.kind}`;

function shapeProblems({ status, columns = [], pods, actions, explorer }: ClusterKind): string[] {
  const words = [status?.values, status?.conditions, status?.unmet].flatMap((each) =>
    Object.values(each ?? {}),
  );
  const section = explorer?.section;
  return [
    ...unknownKeys('status', status),
    ...unknownKeys('replicas', status?.replicas),
    ...columns.flatMap((column) => unknownKeys('column', column)),
    ...unknownKeys('pods', pods),
    ...unknownKeys('explorer', explorer),
    ...unknownKeys('actions', actions),
    ...unknownKeys('restart', actions?.restart),
    ...unknownKeys('rollBack', actions?.rollBack),
    ...unknownKeys('expand', actions?.expand),
    ...unknownKeys('suspend', actions?.suspend),
    ...unknownKeys('cordon', actions?.cordon),
    ...unknownKeys('run', actions?.run),
    ...words
      .filter((health) => !healths.includes(health))
      .map((health) => `${health} is no health: write ${healths.join(', ')}`),
    ...(section !== undefined && !explorerSections.includes(section)
      ? [`the explorer has no section ${section as string}: write ${explorerSections.join(', ')}`]
      : []),
    ...(status?.phase !== undefined && !status.values
      ? ['status has a phase and no values: nobody knows what its words mean']
      : []),
  ];
}

function unknownKeys(what: keyof typeof keysOf, value: object | undefined): string[] {
  const known = keysOf[what].split(' ');
  return Object.keys(value ?? {})
    .filter((key) => !known.includes(key))
    .map((key) => `${what} has no key ${key}: write ${known.join(', ')}`);
}

/** Paths that the schema of the kind has not. */
function pathProblems(
  { status, columns = [], pods, actions }: ClusterKind,
  entry: KindEntry,
  bundles: Bundles,
): string[] {
  const texts = [
    ...(status?.detail ?? []),
    ...Object.values({ ...pods?.labels, ...actions?.run?.labels, ...actions?.run?.annotations }),
  ];
  const { restart, suspend, cordon, expand } = actions ?? {};
  const fields = [restart, suspend, cordon, expand].map((facts) => facts?.field);
  const paths = [
    ...[status?.phase, status?.suspended, status?.replicas?.ready, status?.replicas?.wanted],
    ...[pods?.selector, actions?.run?.spec, actions?.run?.metadata, actions?.suspend?.needs],
    ...columns.map(({ path }) => path),
    ...texts.flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, path]) => path)),
  ].filter((path) => path !== undefined);
  const root = { $ref: `${entry.bundle}#/${entry.definition}` };
  return [...paths.map((path) => path.split('.')), ...fields.filter((keys) => keys !== undefined)]
    .filter((keys) => !leadsSomewhere(root, keys, entry.bundle, bundles))
    .map((keys) => `there is no field ${keys.join('.')}`);
}

function leadsSomewhere(
  schema: RawSchema,
  steps: readonly string[],
  bundle: string,
  bundles: Bundles,
): boolean {
  if (schema.$ref !== undefined) {
    const target = refTarget(schema.$ref, bundle);
    const next = bundles[target.bundle]?.[target.name];
    return next !== undefined && leadsSomewhere(next, steps, target.bundle, bundles);
  }
  const [step = '', ...rest] = steps;
  if (steps.length === 0) return true;
  if (schema.items)
    return /^-?\d+$/.test(step) && leadsSomewhere(schema.items, rest, bundle, bundles);
  const property = schema.properties?.[step];
  if (property) return leadsSomewhere(property, rest, bundle, bundles);
  // A mapping takes any key, and so does what has no shape.
  return typeof schema.additionalProperties === 'object' || !schema.properties;
}
