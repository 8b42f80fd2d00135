/** Clusters, jobs and services of KubeRay: what its controllers refuse. */
import type { Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atMost,
  atOneOf,
  below,
  blank,
  both,
  either,
  empty,
  filled,
  type Here,
  isNoYaml,
  keySlipOf,
  keysSet,
  noneOf,
  not,
  repeatedIn,
  set,
  textOf,
  textWith,
  textWithout,
  unlike,
  unset,
  valueAt,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const source = onPage('KubeRay', 'https://docs.ray.io/en/latest/cluster/kubernetes/index.html');
const by = 'operator';
const on = (kind: string): { readonly kinds: readonly string[] } => ({ kinds: [`ray.io/${kind}`] });

const schedules = factsOf({ on: on('RayCronJob'), by, source }, [
  {
    code: 'ray-cron-name',
    when: { 'metadata.name': unlike(/^[a-z]([-a-z0-9]{0,34}[a-z0-9])?$/) },
    says: 'jobs and services are made of the name: it begins with a letter, has small letters, digits and "-", and at most 36 characters',
  },
]);

const clusters = [
  ...factsOf({ on: on('RayCluster'), by, source }, [
    {
      code: 'ray-cluster-name',
      when: { 'metadata.name': unlike(/^[a-z]([-a-z0-9]{0,51}[a-z0-9])?$/) },
      says: 'services are made of the name: it begins with a letter, has small letters, digits and "-", and at most 53 characters',
    },
    {
      code: 'ray-fault-tolerance-twice',
      when: {
        'metadata.annotations[ray.io/ft-enabled]': set,
        'spec.gcsFaultToleranceOptions': set,
      },
      says: '"gcsFaultToleranceOptions" says it already: remove the annotation',
    },
  ]),
  ...factsOf({ on: { types: ['ray.io/RayClusterSpec'] }, by, source }, [
    {
      code: 'ray-head-containers',
      supersedes: ['required-value'],
      when: { 'headGroupSpec.template.spec.containers': blank },
      says: 'the head needs a container',
    },
    {
      code: 'ray-worker-containers',
      supersedes: ['required-value'],
      each: 'workerGroupSpecs[]',
      when: { 'template.spec.containers': blank },
      says: 'a group of workers needs a container',
    },
    {
      code: 'ray-worker-order',
      each: 'workerGroupSpecs[]',
      when: { minReplicas: above('maxReplicas') },
      says: 'the least workers are more than "maxReplicas"',
    },
    {
      code: 'ray-worker-least',
      supersedes: ['value-range'],
      each: 'workerGroupSpecs[]',
      when: { minReplicas: below(0) },
      says: 'a number of workers is not below zero',
    },
    {
      code: 'ray-worker-most',
      supersedes: ['value-range'],
      each: 'workerGroupSpecs[]',
      when: { maxReplicas: below(0) },
      says: 'a number of workers is not below zero',
    },
    {
      code: 'ray-head-resources-twice',
      when: {
        'headGroupSpec.resources': filled,
        '': atOneOf(
          ['num-cpus', 'num-gpus', 'memory', 'resources'].map(
            (key) => `headGroupSpec.rayStartParams.${key}`,
          ),
          set,
        ),
      },
      says: 'resources stand in "rayStartParams" too: keep one of both',
    },
    {
      code: 'ray-worker-resources-twice',
      each: 'workerGroupSpecs[]',
      when: {
        resources: filled,
        rayStartParams: keysSet(['num-cpus', 'num-gpus', 'memory', 'resources'], 1),
      },
      says: 'resources stand in "rayStartParams" too: keep one of both',
    },
    {
      code: 'ray-head-labels',
      when: { 'headGroupSpec.rayStartParams.labels': set },
      says: 'labels are a field of the group: move them out of "rayStartParams"',
    },
    {
      code: 'ray-worker-labels',
      each: 'workerGroupSpecs[]',
      when: { 'rayStartParams.labels': set },
      says: 'labels are a field of the group: move them out of "rayStartParams"',
    },
    {
      code: 'ray-head-restart',
      when: {
        'headGroupSpec.template.spec.restartPolicy': noneOf('Never'),
        'autoscalerOptions.version': 'v2',
      },
      says: 'with the autoscaler v2 pods do not restart: write Never',
    },
    {
      code: 'ray-worker-restart',
      each: 'workerGroupSpecs[]',
      when: { 'template.spec.restartPolicy': noneOf('Never'), '/autoscalerOptions.version': 'v2' },
      says: 'with the autoscaler v2 pods do not restart: write Never',
    },
    {
      code: 'ray-group-repeated',
      supersedes: ['duplicate-item'],
      each: 'workerGroupSpecs[]',
      when: { groupName: repeatedIn('/workerGroupSpecs', 'groupName') },
      says: 'another group has this name',
    },
  ]),
  ...factsOf({ on: { types: ['ray.io/RayClusterSpec'] }, severity: 'warning', source }, [
    {
      code: 'ray-workers-outside',
      each: 'workerGroupSpecs[]',
      when: { replicas: either(above('maxReplicas'), below('minReplicas')) },
      says: 'the number of workers is not between "minReplicas" and "maxReplicas"',
    },
    {
      code: 'ray-version-of-image',
      when: { rayVersion: differsFromImage },
      says: 'the image of the head names another version of Ray: write the same',
    },
  ]),
];

const startOptions = [
  ...['address', 'autoscaling-config', 'block', 'dashboard-agent-grpc-port', 'dashboard-grpc-port'],
  ...['dashboard-agent-listen-port', 'dashboard-host', 'dashboard-port', 'disable-usage-stats'],
  ...['enable-object-reconstruction', 'gcs-server-port', 'head', 'include-dashboard', 'labels'],
  ...['include-log-monitor', 'labels-file', 'log-color', 'log-style', 'max-worker-port', 'memory'],
  ...['metrics-export-port', 'min-worker-port', 'no-monitor', 'no-redirect-output', 'node-name'],
  ...['node-ip-address', 'node-manager-port', 'num-cpus', 'num-gpus', 'object-manager-port'],
  ...['object-spilling-directory', 'object-store-memory', 'plasma-directory', 'port', 'resources'],
  ...['plasma-store-socket-name', 'ray-client-server-port', 'ray-debugger-external', 'storage'],
  ...['raylet-socket-name', 'redis-password', 'redis-shard-ports', 'redis-username', 'verbose'],
  ...['runtime-env-agent-port', 'system-config', 'temp-dir', 'tracing-startup-hook'],
  ...['worker-port-list'],
];

const texts = [
  ...factsOf({ on: on('RayService'), by: 'operator', source }, [
    {
      code: 'ray-serve-yaml',
      when: { 'spec.serveConfigV2': isNoYaml },
      says: 'the text is no YAML: look at its indentation',
    },
    {
      code: 'ray-serve-import',
      when: {
        'spec.serveConfigV2': both(
          textWith(/^applications:[ \t]*\n[ \t]*-/m),
          textWithout(/import_path|\{\{/),
        ),
      },
      says: 'an application needs "import_path", as module:variable',
    },
  ]),
  ...factsOf({ on: on('RayJob'), by: 'operator', source }, [
    {
      code: 'ray-job-environment',
      when: { 'spec.runtimeEnvYAML': isNoYaml },
      says: 'the text is no YAML: look at brackets and indentation',
    },
  ]),
];

const starts = factsOf({ on: { types: ['ray.io/RayClusterSpec'] }, by: 'program', source }, [
  ...['headGroupSpec', 'workerGroupSpecs[]'].map((group) => ({
    code: `ray-${group.startsWith('head') ? 'head' : 'worker'}-start-option`,
    each: `${group}.rayStartParams.*`,
    when: { '': keySlipOf(...startOptions) },
    isOfKey: true as const,
    says: '"ray start" has no such option, and ends: look for another spelling',
  })),
]);

const jobs = [
  ...factsOf({ on: on('RayJob'), by, source }, [
    {
      code: 'ray-job-name',
      when: { 'metadata.name': unlike(/^[a-z]([-a-z0-9]{0,45}[a-z0-9])?$/) },
      says: 'a cluster is called after it: the name begins with a letter, has small letters, digits and "-", and at most 47 characters',
    },
    {
      code: 'ray-job-suspend',
      when: { 'spec.suspend': true, 'spec.shutdownAfterJobFinishes': not(isTrue) },
      says: 'a job that is suspended deletes its cluster: set "shutdownAfterJobFinishes: true"',
    },
    {
      code: 'ray-job-suspend-selector',
      when: { 'spec.suspend': true, 'spec.clusterSelector': filled },
      says: 'a job on a cluster of others cannot be suspended: remove it',
    },
    {
      code: 'ray-job-time-to-live',
      when: {
        'spec.ttlSecondsAfterFinished': above(0),
        'spec.shutdownAfterJobFinishes': not(isTrue),
      },
      says: 'the time counts only with "shutdownAfterJobFinishes: true": add it',
    },
    {
      code: 'ray-job-time-negative',
      supersedes: ['value-range'],
      when: { 'spec.ttlSecondsAfterFinished': below(0) },
      says: 'a time is not below zero',
    },
    {
      code: 'ray-job-cluster',
      when: {
        spec: filled,
        apiVersion: 'ray.io/v1',
        'spec.rayClusterSpec': unset,
        'spec.clusterSelector': empty,
      },
      says: 'a job needs "rayClusterSpec" or "clusterSelector"',
    },
    {
      code: 'ray-job-backoff',
      when: { 'spec.backoffLimit': above(0), 'spec.clusterSelector': filled },
      says: 'a job on a cluster of others is not tried again: remove it',
    },
    {
      code: 'ray-job-backoff-interactive',
      when: { 'spec.backoffLimit': above(0), 'spec.submissionMode': 'InteractiveMode' },
      says: 'a job that somebody submits is not tried again: remove it',
    },
    {
      code: 'ray-job-backoff-negative',
      supersedes: ['value-range'],
      when: { 'spec.backoffLimit': below(0) },
      says: 'a number of attempts is not below zero',
    },
    {
      code: 'ray-job-deadline',
      supersedes: ['value-range'],
      when: { 'spec.activeDeadlineSeconds': atMost(0) },
      says: 'a deadline is above zero',
    },
  ]),
  ...factsOf({ on: on('RayService'), by, source }, [
    {
      code: 'ray-service-name',
      when: { 'metadata.name': unlike(/^[a-z]([-a-z0-9]{0,45}[a-z0-9])?$/) },
      says: 'a cluster is called after it: the name begins with a letter, has small letters, digits and "-", and at most 47 characters',
    },
    {
      code: 'ray-service-head-name',
      when: { 'spec.rayClusterConfig.headGroupSpec.headService.metadata.name': set },
      says: 'KubeRay names the Service of the head: remove the name',
    },
  ]),
];

function isTrue(found: Node | undefined): boolean {
  return textOf(found) === 'true';
}

function differsFromImage(found: Node | undefined, here: Here): boolean {
  const version = /^(\d+\.\d+\.\d+)/.exec(textOf(found) ?? '')?.[1];
  const image = textOf(valueAt(here, 'headGroupSpec.template.spec.containers[0].image'));
  const tag = /(?:^|\/)ray(?:-ml|-llm)?:(\d+\.\d+\.\d+)/.exec(image ?? '')?.[1];
  return version !== undefined && tag !== undefined && version !== tag;
}

export const rayClusters: readonly Rule[] = [
  ...schedules,
  ...clusters,
  ...starts,
  ...texts,
  ...jobs,
];
