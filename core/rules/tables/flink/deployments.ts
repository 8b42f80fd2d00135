/** Deployments and jobs of the Flink operator: what its webhook and its controller refuse, and what does nothing. */
import { get, type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { nested } from '../../flink/flinkConfiguration.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  below,
  both,
  empty,
  filled,
  keyOf,
  set,
  textOf,
  unlike,
  unset,
  valueAt,
  type Here,
  type Test,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
import { placesAt } from '../path.ts';

const source = onPage(
  'the Flink operator',
  'https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-main/docs/custom-resource/reference/',
);
const by = 'webhook';
const deployment = { kinds: ['flink.apache.org/FlinkDeployment'] };
const sessionJob = { kinds: ['flink.apache.org/FlinkSessionJob'] };
const anyJob = { kinds: [...deployment.kinds, ...sessionJob.kinds] };

/** Of Flink, or of Kubernetes. */
const memorySize =
  /^\d+\s*(?:b|bytes|kb?|kibibytes|mb?|mebibytes|gb?|gibibytes|tb?|tebibytes)?$|^(?:\d+(?:\.\d*)?|\.\d+)(?:[kmgtpe]i?|e[+-]?\d+)?$/i;

const refused = [
  ...factsOf({ on: deployment, by, source }, [
    {
      code: 'flink-name',
      supersedes: ['name-format'],
      when: { 'metadata.name': unlike(/^[a-z](?:[-a-z0-9]{0,43}[a-z0-9])?$/) },
      says: 'services are made of the name: it begins with a letter, has small letters, digits and "-", and at most 45 characters',
    },
    {
      code: 'flink-version-required',
      when: { 'spec.flinkVersion': empty, spec: set },
      at: 'spec',
      says: 'the operator has to know the version of Flink: add "flinkVersion", such as v1_20',
    },
    {
      code: 'flink-service-account',
      when: { 'spec.serviceAccount': empty, spec: set },
      at: 'spec',
      says: 'the job manager makes pods itself: add "serviceAccount" with an account that may do so',
    },
    {
      code: 'flink-job-manager-none',
      when: { 'spec.jobManager.replicas': below(1) },
      says: 'there is at least one job manager: write 1',
    },
    {
      code: 'flink-task-manager-none',
      when: { 'spec.taskManager.replicas': below(1), 'spec.job': unset },
      says: 'there is at least one task manager: write 1 or leave it out',
    },
    {
      code: 'flink-ingress-template',
      when: { 'spec.ingress': filled, 'spec.ingress.template': empty },
      says: 'an Ingress needs "template" with its host: add it, such as "{{name}}.example.com"',
    },
  ]),
  ...factsOf({ on: sessionJob, by, source }, [
    {
      code: 'flink-session-deployment',
      when: { 'spec.deploymentName': empty, spec: set },
      at: 'spec',
      says: 'a job of a session needs "deploymentName": write the FlinkDeployment that it runs in',
    },
    {
      code: 'flink-session-job',
      when: { 'spec.job': unset, spec: set },
      at: 'spec',
      says: 'there is no job: add "job" with "jarURI"',
    },
  ]),
  ...factsOf({ on: anyJob, by, source }, [
    {
      code: 'flink-parallelism',
      when: { 'spec.job.parallelism': below(1) },
      says: 'a job runs at least once beside itself: write 1 or more',
    },
    {
      code: 'flink-own-key',
      each: 'spec.flinkConfiguration.*',
      when: {
        '': keyOf((key) =>
          /^(?:kubernetes\.(?:namespace|cluster-id)|high-availability\.cluster-id)$/.test(key),
        ),
      },
      isOfKey: true,
      says: 'namespace and ids come from the object, and the operator refuses this key: remove it',
    },
    ...['jobManager', 'taskManager'].map((part) => ({
      code: `flink-${part === 'jobManager' ? 'job' : 'task'}-manager-memory-form`,
      when: { [`spec.${part}.resource.memory`]: unlike(memorySize) },
      says: 'memory is a whole number with m or g, as 2048m, or a quantity of Kubernetes, as 2Gi',
    })),
  ]),
];

const templates = [
  'spec.podTemplate',
  'spec.jobManager.podTemplate',
  'spec.taskManager.podTemplate',
];

/** The configuration of the operator may set the same for all. */
const waiting = [
  ...factsOf({ on: deployment, severity: 'warning', source }, [
    {
      code: 'flink-job-manager-memory',
      when: {
        'spec.jobManager.resource.memory': empty,
        'spec.jobManager.resources.requests.memory': empty,
        'spec.jobManager.resources.limits.memory': empty,
        spec: set,
        '': isMemoryUnset('jobmanager'),
      },
      at: 'spec.jobManager',
      says: 'the memory of the job manager is not known: add "jobManager.resource.memory"',
    },
    {
      code: 'flink-task-manager-memory',
      when: {
        'spec.taskManager.resource.memory': empty,
        'spec.taskManager.resources.requests.memory': empty,
        'spec.taskManager.resources.limits.memory': empty,
        spec: set,
        '': isMemoryUnset('taskmanager'),
      },
      at: 'spec.taskManager',
      says: 'the memory of the task managers is not known: add "taskManager.resource.memory"',
    },
    {
      code: 'flink-standby-without-state',
      when: { 'spec.jobManager.replicas': above(1), '': hasNoHighAvailability },
      at: 'spec.jobManager.replicas',
      says: 'a second job manager needs high availability: set "high-availability.type: kubernetes" and "high-availability.storageDir"',
    },
    {
      code: 'flink-last-state',
      when: { 'spec.job.upgradeMode': 'last-state', '': hasNoCheckpoints },
      at: 'spec.job.upgradeMode',
      says: 'the last state is found in checkpoints: set "execution.checkpointing.dir" ("state.checkpoints.dir" before Flink 1.20)',
    },
  ]),
  // Jobs of a session have the settings of its deployment, too.
  ...factsOf({ on: deployment, severity: 'warning', source }, [
    {
      code: 'flink-savepoint-directory',
      when: { 'spec.job.upgradeMode': 'savepoint', '': hasNoSavepoints },
      at: 'spec.job.upgradeMode',
      says: 'savepoints need a place: set "execution.checkpointing.savepoint-dir" ("state.savepoints.dir" before Flink 1.20)',
    },
  ]),
  ...factsOf({ on: sessionJob, severity: 'warning', source }, [
    {
      code: 'flink-session-jar',
      when: { 'spec.job': set, 'spec.job.jarURI': empty },
      at: 'spec.job',
      says: 'a job of a session needs "jarURI"',
    },
    {
      code: 'flink-session-local-jar',
      when: { 'spec.job.jarURI': /^local:/ },
      says: 'the operator fetches the jar itself and has no file of the image: write an address with https://, s3:// or the like',
    },
  ]),
];

const ended = factsOf({ on: deployment, by: 'program', source }, [
  {
    code: 'flink-state-directory',
    when: { 'spec.flinkConfiguration': isWithoutStorage },
    at: 'spec.flinkConfiguration',
    says: 'high availability keeps its data in "high-availability.storageDir", without which Flink does not start: set it',
  },
]);

const codes = [
  'flink-main-container',
  'flink-job-manager-container',
  'flink-task-manager-container',
] as const;

const sidecars = codes.flatMap((code, index) =>
  factsOf({ on: deployment, severity: 'warning', source }, [
    {
      code,
      each: `${templates[index] ?? ''}.spec.containers[]`,
      when: { name: both(unlike(/^flink-main-container$/), isSidecarWithoutImage) },
      says: 'only the container "flink-main-container" is that of Flink; this one is another and has no image: rename it, or add "image"',
    },
  ]),
);

const advice = factsOf({ on: deployment, severity: 'information', source }, [
  {
    code: 'flink-stateless-upgrade',
    when: {
      'spec.flinkConfiguration[execution.checkpointing.interval]': set,
      'spec.job.upgradeMode': 'stateless',
    },
    says: 'checkpoints are written, and each upgrade begins without them: write "upgradeMode: last-state" or savepoint',
  },
]);

/** Keys of the configuration, flat or nested. */
function configurationHas(here: Here, keys: readonly string[]): boolean {
  const configuration = valueAt(here, '/spec.flinkConfiguration');
  if (configuration?.filledIn) return true;
  return keys.some((key) => nested(configuration, key) !== undefined);
}

function isMemoryUnset(role: 'jobmanager' | 'taskmanager'): Test {
  const keys = ['process.size', 'flink.size', 'heap.size', 'task.heap.size'].map(
    (key) => `${role}.memory.${key}`,
  );
  return (_found, here) => !configurationHas(here, keys);
}

function hasNoHighAvailability(_found: Node | undefined, here: Here): boolean {
  return !configurationHas(here, ['high-availability', 'high-availability.type']);
}

function isWithoutStorage(found: Node | undefined, here: Here): boolean {
  const kind = ['high-availability.type', 'high-availability'].map((key) =>
    textOf(nested(found, key)),
  );
  const isOn = kind.some((each) => each !== undefined && !/^(?:none)?$/i.test(each));
  return (
    isOn &&
    !configurationHas(here, [
      'high-availability.storageDir',
      'recovery.storageDir',
      'high-availability.zookeeper.storageDir',
    ])
  );
}

function hasNoCheckpoints(_found: Node | undefined, here: Here): boolean {
  return !configurationHas(here, ['state.checkpoints.dir', 'execution.checkpointing.dir']);
}

function hasNoSavepoints(_found: Node | undefined, here: Here): boolean {
  return !configurationHas(here, ['state.savepoints.dir', 'execution.checkpointing.savepoint-dir']);
}

/** Nor has one of its name in another template, which is laid over this one. */
function isSidecarWithoutImage(_found: Node | undefined, { node, root }: Here): boolean {
  const name = textOf(get(node, 'name'));
  return !templates.some((template) =>
    placesAt(root, `${template}.spec.containers[]`).some(
      ({ node: other }) => textOf(get(other, 'name')) === name && get(other, 'image') !== undefined,
    ),
  );
}

export const flinkDeployments: readonly Rule[] = [
  ...refused,
  ...ended,
  ...waiting,
  ...sidecars,
  ...advice,
];
