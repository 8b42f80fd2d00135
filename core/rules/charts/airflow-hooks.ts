import { parse } from '../../yaml/parse.ts';
import { at, entry, get, items, type Node, type Span } from '../../yaml/node.ts';
import { boolean, isFilled, isSet, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'airflow-hooks',
  severity: 'information',
  claims: 'advice',
  summary: 'Argo CD or Flux installs the Airflow chart, and its Jobs are left hooks of Helm.',
  source: onPage(
    'the Airflow chart',
    'https://airflow.apache.org/docs/helm-chart/stable/index.html#installing-the-chart-with-argo-cd-flux-rancher-or-terraform',
  ),
  on: {
    kinds: [
      'argoproj.io/Application',
      'argoproj.io/ApplicationSet',
      'helm.toolkit.fluxcd.io/HelmRelease',
    ],
  },
  check({ ctx: { root, gvk } }, report) {
    const isFlux = gvk.kind === 'HelmRelease';
    for (const { values, hasOthers, place } of isFlux ? ofFlux(root) : ofArgo(root)) {
      const job = get(values, 'migrateDatabaseJob');
      const hooks = get(job, 'useHelmHooks');
      if (hasOthers || job?.filledIn || hooks?.filledIn) continue;
      if (boolean(hooks) === false || boolean(get(job, 'enabled')) === false) continue;
      const installer = isFlux ? 'Flux' : 'Argo CD';
      report(
        place,
        `${installer} runs Helm hooks once the pods are ready, and the pods of Airflow wait for the hook that migrates the database: set migrateDatabaseJob.useHelmHooks and createUserJob.useHelmHooks to false`,
      );
    }
  },
};

interface Release {
  readonly values: Node | undefined;
  /** Values that are not seen here may say more. */
  readonly hasOthers: boolean;
  readonly place: Node | Span;
}

function ofArgo(root: Node): Release[] {
  const spec = get(root, 'spec');
  const own = get(get(root, 'spec'), 'template') ? at(spec, ['template', 'spec']) : spec;
  return [get(own, 'source'), ...items(get(own, 'sources'))].flatMap((source) => {
    const chart = get(source, 'chart');
    if (string(chart) !== 'airflow' || !chart) return [];
    if (!/(^|\/\/)airflow\.apache\.org(\/|$)/.test(string(get(source, 'repoURL')) ?? '')) return [];
    const helm = get(source, 'helm');
    const object = get(helm, 'valuesObject');
    const text = string(get(helm, 'values'));
    const hasOthers = ['valueFiles', 'parameters', 'fileParameters'].some((key) =>
      isFilled(get(helm, key)),
    );
    const values = isSet(object) ? object : text === undefined ? undefined : read(text);
    const key = entry(helm, 'valuesObject') ?? entry(helm, 'values') ?? entry(source, 'chart');
    const hooks = isSet(object) ? at(object, ['migrateDatabaseJob', 'useHelmHooks']) : undefined;
    const isRead = text === undefined || isSet(object) || values !== undefined;
    return [{ values, hasOthers: hasOthers || !isRead, place: hooks ?? key?.key.span ?? chart }];
  });
}

function ofFlux(root: Node): Release[] {
  const spec = get(root, 'spec');
  const chart = at(spec, ['chart', 'spec', 'chart']);
  const source = string(at(spec, ['chart', 'spec', 'sourceRef', 'name'])) ?? '';
  if (!chart || string(chart) !== 'airflow' || !/^(apache|apache-airflow|airflow)$/.test(source))
    return [];
  // Without a wait the hooks follow at once.
  const waits = boolean(at(spec, ['install', 'disableWait'])) !== true;
  if (!waits) return [];
  const values = get(spec, 'values');
  const hasOthers = isFilled(get(spec, 'valuesFrom')) || has(spec, 'chartRef');
  const hooks = at(values, ['migrateDatabaseJob', 'useHelmHooks']);
  return [{ values, hasOthers, place: hooks ?? entry(spec, 'values')?.key.span ?? chart }];
}

function has(node: Node | undefined, key: string): boolean {
  return isSet(get(node, key));
}

/** Values that are written as text; undefined where they are none yet. */
function read(text: string): Node | undefined {
  const { root, problems } = parse(text);
  return problems.length === 0 && root?.type === 'map' ? root : undefined;
}
