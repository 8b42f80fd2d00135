/** Releases of Helm: which there are, what was set for them, and how their objects are. */
import { stringify } from 'yaml';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { withoutSecrets } from '../../shared/hideSecrets.ts';
import { maskedValue, secretValuesOf } from '../../shared/secretValues.ts';
import type { ResourceRef, ResourceSummary, Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { HelmRelease } from '../exploreApi.ts';
import { inParallel } from '../inParallel.ts';
import { listAll, metadataOnly } from '../requests/listAll.ts';
import { readObject } from '../requests/resources.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';
import { textAt } from '../values.ts';
import { labelledObjects, labelledReleases, releaseKey } from './labelledReleases.ts';
import { readRelease } from './releaseRecord.ts';
import type { ReleaseRecord } from './releaseRecord.ts';

const secrets = { apiVersion: 'v1', kind: 'Secret' };
/** Releases whose chart is looked up, and objects of one release that are read. */
const mostRead = 200;

export function createHelmReleases(context: ResourceContext) {
  /** A revision never changes its chart. */
  const charts = new Map<string, HelmRelease['chart']>();

  /** What Helm keeps of a release may be large: it is read only where labels do not name one chart. */
  async function withChart(
    release: HelmRelease,
    labelled: readonly HelmRelease[],
    signal?: AbortSignal,
  ): Promise<HelmRelease> {
    const [told, ...more] = labelled.filter((one) => releaseKey(one) === releaseKey(release));
    if (told && more.length === 0) return { ...told, ...release };
    const key = `${release.namespace}/${release.kept?.secret ?? ''}`;
    if (!charts.has(key)) {
      const record = await readKept(context, release, signal);
      if (!record.ok) return release;
      charts.set(key, record.value.chart);
    }
    const chart = charts.get(key);
    return chart ? { ...release, chart } : release;
  }

  return {
    async list(namespace?: string, signal?: AbortSignal): Promise<Result<readonly HelmRelease[]>> {
      const [found, byLabels] = await Promise.all([
        listSecrets(context, namespace, signal),
        labelledReleases(context, namespace, signal),
      ]);
      if (!found.ok) return found.error.code === 'forbidden' && byLabels.ok ? byLabels : found;
      const labelled = byLabels.ok ? byLabels.value : [];
      const last = lastRevisions(found.value);
      const looked = await inParallel(last.slice(0, mostRead), (one) =>
        withChart(one, labelled, signal),
      );
      const kept = [...looked, ...last.slice(mostRead)];
      return { ok: true, value: [...kept, ...others(labelled, kept)] };
    },

    async values(release: HelmRelease, signal?: AbortSignal): Promise<Result<string>> {
      const record = await readKept(context, release, signal);
      if (!record.ok) return record;
      const { values } = record.value;
      if (Object.keys(values).length === 0)
        return { ok: true, value: `# ${release.name} was installed without values of its own\n` };
      const text = stringify(maskedValue('', values), { version: '1.1', lineWidth: 0 });
      return { ok: true, value: withoutSecrets(text, secretValuesOf(values)) };
    },

    async objects(
      release: HelmRelease,
      signal?: AbortSignal,
    ): Promise<Result<readonly ResourceSummary[]>> {
      if (!release.kept) return labelledObjects(context, release, signal);
      const record = await readKept(context, release, signal);
      if (!record.ok) return record;
      const refs = refsIn(record.value.manifest, release.namespace).slice(0, mostRead);
      const value = await inParallel(refs, (ref) => stateOf(context, ref, signal));
      return { ok: true, value };
    },
  };
}

async function readKept(
  context: ResourceContext,
  { name, namespace, kept }: HelmRelease,
  signal?: AbortSignal,
): Promise<Result<ReleaseRecord>> {
  if (!kept) return notKept(name);
  const { secret } = kept;
  const found = await readObject(context, { ...secrets, name: secret, namespace }, signal);
  if (!found.ok) return found;
  const record = await readRelease(found.value.object);
  if (record) return { ok: true, value: record };
  return fail(
    'server-error',
    `What Secret ${secret} in namespace ${namespace} holds of release ${name} cannot be read. Look at it with helm get all ${name}`,
  );
}

function listSecrets(
  context: ResourceContext,
  namespace: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Result<readonly unknown[]>> {
  return listAll(context, secrets, {
    namespace,
    labelSelector: 'owner=helm',
    accept: metadataOnly,
    ...(signal && { signal }),
  });
}

/** Of charts that others installed: Argo CD and `helm template` keep no release. */
function others(
  labelled: readonly HelmRelease[],
  kept: readonly HelmRelease[],
): readonly HelmRelease[] {
  const known = new Set(kept.map(releaseKey));
  return labelled.filter((release) => !known.has(releaseKey(release)));
}

function notKept(name: string): Result<never> {
  return fail(
    'forbidden',
    `Release ${name} is known by the labels of its workloads alone: no Secret of Helm that you may read tells what was set for it`,
    { verb: 'get', resource: 'secrets' },
  );
}

/** Of Secrets in their short form: labels say all but the chart. */
export function lastRevisions(items: readonly unknown[]): HelmRelease[] {
  const last = new Map<string, HelmRelease>();
  for (const item of items) {
    const label = (key: string) => textAt(item, 'metadata', 'labels', key);
    const [name, secret] = [label('name'), textAt(item, 'metadata', 'name')];
    const namespace = textAt(item, 'metadata', 'namespace') ?? '';
    const revision = Number(label('version'));
    if (!name || !secret || !Number.isInteger(revision)) continue;
    const key = releaseKey({ name, namespace });
    const known = last.get(key);
    if (known?.kept && known.kept.revision >= revision) continue;
    const kept = { secret, revision, status: label('status') ?? '' };
    last.set(key, { name, namespace, kept });
  }
  return [...last.values()];
}

function refsIn(manifest: string, namespace: string): ResourceRef[] {
  return splitManifest(manifest).flatMap(({ apiVersion, kind, name, namespace: own }) =>
    apiVersion && kind && name ? [{ apiVersion, kind, name, namespace: own ?? namespace }] : [],
  );
}

/** An object that is gone, or may not be read, is one that says so. */
async function stateOf(
  context: ResourceContext,
  ref: ResourceRef,
  signal: AbortSignal | undefined,
): Promise<ResourceSummary> {
  const read = await readObject(context, ref, signal);
  if (read.ok) return summarize(read.value.object, read.value.resource, context.kinds);
  const { code, message } = read.error;
  return code === 'not-found'
    ? { ref, status: 'Missing', health: 'error', detail: message }
    : { ref, status: 'Cannot be read', health: 'unknown', detail: message };
}
