/** Applications of Argo CD and Rollouts: what their controllers refuse. */
import { entries, get, type Node } from '../../../yaml/node.ts';
import { amount, isSet } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atLeast,
  below,
  blank,
  count,
  empty,
  filled,
  keysSet,
  noneOf,
  sameAs,
  set,
  unlike,
  unset,
} from '../conditions.ts';
import { factsOf, type Fact } from '../fact.ts';

const by = 'operator';
const application = { kinds: ['argoproj.io/Application'] };
const rollout = { kinds: ['argoproj.io/Rollout'] };
const analysis = { kinds: ['argoproj.io/AnalysisTemplate', 'argoproj.io/ClusterAnalysisTemplate'] };

const applications = factsOf(
  {
    on: application,
    by,
    source: onPage(
      'Argo CD',
      'https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/',
    ),
  },
  [
    {
      code: 'argo-destination-twice',
      when: { 'spec.destination.name': filled, 'spec.destination.server': filled },
      says: 'a destination is a cluster by "name" or by "server": keep one',
    },
    {
      code: 'argo-destination-none',
      when: { 'spec.destination': keysSet(['name', 'server'], 0, 0) },
      says: 'the destination says no cluster: add "server", such as https://kubernetes.default.svc, or "name"',
    },
    {
      code: 'argo-source-none',
      when: {
        'spec.source': empty,
        'spec.sources': empty,
        'spec.sourceHydrator': unset,
        spec: set,
      },
      at: 'spec',
      says: 'nothing says what is deployed: add "source" with "repoURL" and "path" or "chart"',
    },
    ...['duration', 'maxDuration'].map((field) => ({
      code: `argo-sync-${field === 'duration' ? 'duration' : 'most'}`,
      when: {
        [`spec.syncPolicy.retry.backoff.${field}`]: unlike(
          /^\d+$|^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d))+$/,
        ),
      },
      says: 'a duration is a number of seconds, or has units as 1m30s',
    })),
    ...['spec.source', 'spec.sources[]'].flatMap((each, index): Fact[] => {
      const list = index === 0 ? '' : '-of-several';
      return [
        {
          code: `argo-source-content${list}`,
          each,
          when: { repoURL: filled, path: empty, chart: empty, ref: empty },
          says: 'a source needs "path", a folder of the repository, or "chart"',
        },
        {
          code: `argo-chart-version${list}`,
          each,
          when: { chart: filled, targetRevision: empty },
          says: 'a chart needs "targetRevision", its version',
        },
        {
          code: `argo-source-tools${list}`,
          each,
          when: { '': severalTools },
          says: 'a source is made by one tool: keep one of "helm", "kustomize", "directory" and "plugin"',
        },
      ];
    }),
  ],
);

const ignored = factsOf(
  {
    on: application,
    severity: 'warning',
    source: onPage(
      'Argo CD',
      'https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/',
    ),
  },
  [
    {
      code: 'argo-source-ignored',
      when: { 'spec.source': filled, 'spec.sources': filled },
      says: '"sources" wins and this is ignored: keep one of the two',
    },
  ],
);

const unread = factsOf(
  {
    on: application,
    severity: 'information',
    source: onPage('Argo CD', 'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/'),
  },
  [
    ...['spec.source', 'spec.sources[]'].map((each, index): Fact => ({
      code: `argo-chart-path${index === 0 ? '' : '-of-several'}`,
      each,
      when: { path: filled, chart: filled },
      says: 'the source is a chart, so no path is read: remove the path, or "chart"',
    })),
  ],
);

const canary = 'spec.strategy.canary';
const steps = [
  ...['setWeight', 'pause', 'setCanaryScale', 'experiment', 'analysis', 'plugin'],
  ...['setHeaderRoute', 'setMirrorRoute', 'replicaProgressThreshold'],
];

const rollouts = factsOf(
  {
    on: rollout,
    by,
    source: onPage(
      'Argo Rollouts',
      'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
    ),
  },
  [
    {
      code: 'argo-rollout-strategies',
      when: { 'spec.strategy.blueGreen': set, [canary]: set },
      says: 'a rollout has one strategy: keep "blueGreen" or "canary"',
    },
    {
      code: 'argo-rollout-strategy',
      when: { 'spec.strategy': keysSet(['blueGreen', 'canary'], 0, 0) },
      says: 'a rollout needs a strategy: add "canary" or "blueGreen"',
    },
    {
      code: 'argo-rollout-template-twice',
      when: { 'spec.template': filled, 'spec.workloadRef': filled },
      says: 'the pods come from "workloadRef": remove the template',
    },
    {
      code: 'argo-rollout-weight',
      each: `${canary}.steps[]`,
      when: { setWeight: above(100), [`/${canary}.trafficRouting.maxTrafficWeight`]: unset },
      says: 'a weight is a share of the traffic: write 0 to 100',
    },
    {
      code: 'argo-rollout-weight-negative',
      each: `${canary}.steps[]`,
      when: { setWeight: below(0) },
      says: 'a weight is a share of the traffic: write 0 to 100',
    },
    {
      code: 'argo-rollout-step',
      each: `${canary}.steps[]`,
      when: { '': keysSet(steps, 2) },
      says: 'a step does one thing: make two steps of it',
    },
    {
      code: 'argo-rollout-pause',
      each: `${canary}.steps[]`,
      when: { 'pause.duration': unlike(/^\d+$|^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/) },
      says: 'a pause is a number of seconds, or has the units s, m and h, as 1h30m',
    },
    {
      code: 'argo-rollout-canary-service',
      when: { [`${canary}.canaryService`]: sameAs(`${canary}.stableService`) },
      says: 'the canary needs a Service of its own: this is "stableService"',
    },
    {
      code: 'argo-rollout-services',
      when: {
        [`${canary}.trafficRouting`]: filled,
        [canary]: keysSet(['canaryService', 'stableService'], 0, 1),
        [`${canary}.trafficRouting.istio.destinationRule`]: unset,
        [`${canary}.pingPong`]: unset,
      },
      says: 'traffic is divided between two Services: set "canaryService" and "stableService"',
    },
    {
      code: 'argo-rollout-scale-step',
      each: `${canary}.steps[]`,
      when: { setCanaryScale: set, [`/${canary}.trafficRouting`]: unset },
      says: 'without "trafficRouting" the canary is scaled by its weight: remove this step',
    },
    {
      code: 'argo-rollout-preview',
      when: {
        'spec.strategy.blueGreen.previewService': sameAs('spec.strategy.blueGreen.activeService'),
      },
      says: 'the preview needs a Service of its own: this is "activeService"',
    },
    {
      code: 'argo-rollout-stuck',
      when: { [`${canary}.maxUnavailable`]: isZero, [`${canary}.maxSurge`]: isZero },
      says: 'with "maxSurge" and "maxUnavailable" 0 no pod can be replaced: raise one of them',
    },
  ],
);

const analyses = factsOf(
  {
    on: analysis,
    by,
    source: onPage(
      'Argo Rollouts',
      'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
    ),
  },
  [
    {
      code: 'argo-metric-interval',
      each: 'spec.metrics[]',
      when: { count: above(1), interval: empty },
      says: 'what is measured several times needs "interval", such as 1m',
    },
    {
      code: 'argo-metric-failures',
      each: 'spec.metrics[]',
      when: { count: atLeast(1), failureLimit: above('count') },
      at: 'failureLimit',
      says: 'more measurements may fail than there are ("count")',
    },
    {
      code: 'argo-metric-providers',
      each: 'spec.metrics[]',
      when: { provider: count(2) },
      says: 'a metric has one provider: keep one',
    },
    {
      code: 'argo-metric-provider',
      each: 'spec.metrics[]',
      when: { provider: blank },
      says: 'nothing says where the metric comes from: name a provider, such as "prometheus"',
    },
  ],
);

const sets = factsOf(
  {
    on: { kinds: ['argoproj.io/ApplicationSet'] },
    by,
    source: onPage(
      'Argo CD',
      'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/',
    ),
  },
  [
    {
      code: 'argo-generators',
      when: { 'spec.generators': blank },
      says: 'no application is made without a generator: add one',
    },
  ],
);

const projects = factsOf(
  {
    on: { kinds: ['argoproj.io/AppProject'] },
    by,
    source: onPage('Argo CD', 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/'),
  },
  [
    {
      code: 'argo-window-kind',
      each: 'spec.syncWindows[]',
      when: { kind: noneOf('allow', 'deny') },
      says: 'a window is allow or deny',
    },
  ],
);

/** A tool counts with anything that is set of it. */
function severalTools(found: Node | undefined): boolean {
  const tools = ['helm', 'kustomize', 'directory', 'plugin'].filter((tool) =>
    entries(get(found, tool)).some(({ value }) => isSet(value)),
  );
  return tools.length > 1;
}

/** 0 and 0%. */
function isZero(found: Node | undefined): boolean {
  return amount(found) === 0n || (found?.type === 'scalar' && found.value === '0%');
}

export const argoDelivery: readonly Rule[] = [
  ...applications,
  ...ignored,
  ...unread,
  ...rollouts,
  ...analyses,
  ...projects,
  ...sets,
];
