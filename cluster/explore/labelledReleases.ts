/** Releases of Helm as the labels of their workloads tell them: for users who may not read Secrets, and for charts of which Helm keeps none. */
import type { ResourceSummary, Result } from '../api.ts';
import type { HelmRelease } from '../exploreApi.ts';
import { listAll } from '../requests/listAll.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';
import { textAt } from '../values.ts';

const workloads = ['Deployment', 'StatefulSet', 'DaemonSet'].map((kind) => ({
  apiVersion: 'apps/v1',
  kind,
}));
const chartLabel = 'helm.sh/chart';

interface Labelled {
  readonly release: HelmRelease;
  readonly summary: ResourceSummary;
}

/** The failure of the first kind of workloads where none may be listed. */
async function readLabelled(
  context: ResourceContext,
  namespace: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Result<readonly Labelled[]>> {
  const query = { namespace, labelSelector: chartLabel, ...(signal && { signal }) };
  const lists = await Promise.all(
    workloads.map(async (kind) => ({ kind, list: await listAll(context, kind, query) })),
  );
  const failed = lists.map(({ list }) => list).filter((list) => !list.ok);
  const [first] = failed;
  if (first && failed.length === lists.length) return first;
  const value = lists.flatMap(({ kind, list }) =>
    (list.ok ? list.value : []).flatMap((object) => {
      const release = releaseOf(object);
      return release ? [{ release, summary: summarize(object, kind, context.kinds) }] : [];
    }),
  );
  return { ok: true, value };
}

/** Each chart of a release once: charts within a chart have labels of their own. */
export async function labelledReleases(
  context: ResourceContext,
  namespace: string | undefined,
  signal?: AbortSignal,
): Promise<Result<readonly HelmRelease[]>> {
  const found = await readLabelled(context, namespace, signal);
  if (!found.ok) return found;
  const byChart = new Map(found.value.map(({ release }) => [chartKey(release), release]));
  return { ok: true, value: [...byChart.values()] };
}

/** The workloads of a release; of its other objects labels tell nothing. */
export async function labelledObjects(
  context: ResourceContext,
  release: HelmRelease,
  signal?: AbortSignal,
): Promise<Result<readonly ResourceSummary[]>> {
  const found = await readLabelled(context, release.namespace, signal);
  if (!found.ok) return found;
  const own = found.value.filter((labelled) => chartKey(labelled.release) === chartKey(release));
  return { ok: true, value: own.map(({ summary }) => summary) };
}

export function releaseOf(object: unknown): HelmRelease | undefined {
  const label = (key: string) => textAt(object, 'metadata', 'labels', key);
  const annotation = textAt(object, 'metadata', 'annotations', 'meta.helm.sh/release-name');
  const name = annotation ?? label('app.kubernetes.io/instance') ?? label('release');
  const chart = label(chartLabel) ?? '';
  const end = chart.search(/-v?\d/);
  if (!name || end < 1) return undefined;
  const namespace = textAt(object, 'metadata', 'namespace') ?? '';
  // A label holds no plus sign.
  const version = chart.slice(end + 1).replaceAll('_', '+');
  return { name, namespace, chart: { name: chart.slice(0, end), version } };
}

function chartKey(release: HelmRelease): string {
  return `${releaseKey(release)}/${release.chart?.name ?? ''}`;
}

export function releaseKey({ name, namespace }: HelmRelease): string {
  return `${namespace}/${name}`;
}
