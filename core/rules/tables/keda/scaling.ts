/** Objects of KEDA: what its webhook and its operator refuse. */
import { timeZone } from '../../../formats/times.ts';
import { numbersByTrigger } from '../../operators/kedaTriggers.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atLeast,
  atOneOf,
  below,
  both,
  empty,
  filled,
  isTrue,
  noItem,
  noneOf,
  not,
  oneOf,
  repeatedIn,
  sameAs,
  set,
  someItem,
  type Test,
  textOf,
  unlike,
  unset,
} from '../conditions.ts';
import { factsOf, type Fact } from '../fact.ts';

const scaledObject = { kinds: ['keda.sh/ScaledObject'] };
const scaledJob = { kinds: ['keda.sh/ScaledJob'] };
const anyScaled = { kinds: [...scaledObject.kinds, ...scaledJob.kinds] };
const ofObjects = onPage('KEDA', 'https://keda.sh/docs/latest/reference/scaledobject-spec/');
const ofTriggers = onPage('KEDA', 'https://keda.sh/docs/latest/scalers/');
/** Of the resources of the pods, which Kubernetes measures itself. */
const measured = oneOf('cpu', 'memory');

const refused = factsOf({ on: scaledObject, by: 'webhook', source: ofObjects }, [
  {
    code: 'keda-idle-order',
    when: { 'spec.idleReplicaCount': atLeast('spec.minReplicaCount') },
    says: 'while idle there are fewer replicas than "minReplicaCount": lower it, or leave it out',
  },
  {
    code: 'keda-idle-alone',
    when: { 'spec.idleReplicaCount': set, 'spec.minReplicaCount': unset },
    says: 'while idle there are fewer replicas than "minReplicaCount", which is 0: set that, or remove this',
  },
  {
    code: 'keda-fallback-unmeasured',
    when: {
      'spec.fallback': set,
      'spec.triggers': noItem({ type: not(measured) }),
      'spec.advanced.scalingModifiers.formula': empty,
    },
    says: 'a fallback needs a trigger other than "cpu" and "memory", which cannot fail: remove it',
  },
  {
    code: 'keda-fallback-below-zero',
    supersedes: ['value-range'],
    when: { 'spec.fallback.replicas': below(0) },
    says: 'a number of replicas is not below zero',
  },
  {
    code: 'keda-fallback-failures',
    supersedes: ['value-range'],
    when: { 'spec.fallback.failureThreshold': below(0) },
    says: 'a number of failures is not below zero',
  },
]);

const triggers = factsOf({ on: anyScaled, by: 'operator', source: ofTriggers }, [
  {
    code: 'keda-trigger-repeated',
    each: 'spec.triggers[]',
    when: { name: repeatedIn('/spec.triggers', 'name') },
    says: 'another trigger has this name: rename one of them',
  },
  {
    code: 'keda-metric-share',
    each: 'spec.triggers[]',
    when: { metricType: 'Utilization', type: not(measured) },
    says: 'only "cpu" and "memory" are measured as a share: write AverageValue or Value',
  },
  {
    code: 'keda-metric-of-resource',
    each: 'spec.triggers[]',
    when: { metricType: 'Value', type: measured },
    says: 'processor and memory are measured as Utilization or AverageValue: write one of the two',
  },
  {
    code: 'keda-cached-metrics',
    each: 'spec.triggers[]',
    when: { useCachedMetrics: isTrue, type: oneOf('cpu', 'memory', 'cron') },
    says: 'metrics of this trigger are not kept: remove "useCachedMetrics"',
  },
  ...['start', 'end'].map((field): Fact => ({
    code: `keda-cron-${field}`,
    each: 'spec.triggers[]',
    when: { [`metadata.${field}`]: unlike(/^\S+(?: +\S+){4}$/), type: 'cron' },
    says: 'a schedule has five fields, as "0 8 * * 1-5"',
  })),
  {
    code: 'keda-cron-same',
    each: 'spec.triggers[]',
    when: { 'metadata.end': sameAs('metadata.start'), type: 'cron' },
    says: 'the end is not the start: write when the replicas go again',
  },
  {
    code: 'keda-cron-zone',
    each: 'spec.triggers[]',
    when: { 'metadata.timezone': isNoZone, type: 'cron' },
    says: 'there is no time zone "{}": write a name such as Europe/Paris',
  },
  ...numbersByTrigger.map(([type, field]): Fact => ({
    code: `keda-number-${type}-${field.toLowerCase()}`,
    each: 'spec.triggers[]',
    when: { [`metadata.${field}`]: unlike(/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i), type },
    says: 'KEDA reads a number here: write one, in quotes',
  })),
]);

const jobs = factsOf({ on: scaledJob, by: 'operator', source: ofObjects }, [
  {
    code: 'keda-job-order',
    when: { 'spec.minReplicaCount': above('spec.maxReplicaCount') },
    says: 'the least jobs are more than "maxReplicaCount": swap or change them',
  },
  {
    code: 'keda-job-trigger',
    each: 'spec.triggers[]',
    when: { type: measured },
    says: 'a job that does not run yet has no use of processor or memory: take another trigger',
  },
]);

const each = 'spec.triggers[]';
const metadata = (key: string): string => `metadata.${key}`;

/** How a queue of RabbitMQ is measured, in one of two ways. */
const rabbit = factsOf({ on: anyScaled, by: 'operator', source: ofTriggers }, [
  {
    code: 'keda-rabbitmq-length',
    each,
    when: {
      [metadata('queueLength')]: both(filled, not(oneOf(0))),
      type: 'rabbitmq',
      '': atOneOf([metadata('mode'), metadata('value')], both(filled, noneOf('Unknown', 0))),
    },
    says: '"queueLength" is the old way and stands alone: remove it, "mode" and "value" say the same',
  },
  {
    code: 'keda-rabbitmq-mode',
    each,
    when: {
      [metadata('value')]: both(filled, not(oneOf(0))),
      type: 'rabbitmq',
      [metadata('mode')]: empty,
      [metadata('queueLength')]: empty,
    },
    says: 'nothing says what is measured: add "mode", QueueLength or MessageRate',
  },
  {
    code: 'keda-rabbitmq-value',
    each,
    when: {
      [metadata('mode')]: both(filled, noneOf('Unknown')),
      type: 'rabbitmq',
      [metadata('value')]: empty,
      [metadata('queueLength')]: empty,
    },
    says: 'nothing says how much one replica takes: add "value"',
  },
  {
    code: 'keda-rabbitmq-mode-unknown',
    each,
    when: {
      [metadata('mode')]: noneOf(
        'Unknown',
        'QueueLength',
        'MessageRate',
        'DeliverGetRate',
        'PublishedToDeliveredRatio',
        'ExpectedQueueConsumptionTime',
      ),
      type: 'rabbitmq',
    },
    says: 'KEDA knows the modes QueueLength, MessageRate, DeliverGetRate, PublishedToDeliveredRatio and ExpectedQueueConsumptionTime',
  },
  {
    code: 'keda-rabbitmq-protocol',
    each,
    when: {
      [metadata('mode')]: both(filled, noneOf('Unknown', 'QueueLength')),
      type: 'rabbitmq',
      [metadata('protocol')]: 'amqp',
    },
    says: 'only the interface over HTTP measures this: set "protocol: http" with its host, or "mode: QueueLength"',
  },
]);

const asleep = factsOf({ on: scaledObject, severity: 'warning', source: ofTriggers }, [
  {
    code: 'keda-measured-to-zero',
    when: {
      'spec.minReplicaCount': oneOf(0),
      'spec.triggers': noItem({ type: not(measured) }),
      '/spec.triggers': someItem({ type: measured }),
    },
    says: 'no pod has no use of processor or memory, so nothing would start it again: write 1, or add another trigger',
  },
  {
    code: 'keda-paused',
    when: {
      'metadata.annotations[autoscaling.keda.sh/paused]': noneOf('true', 'false'),
    },
    says: '"true" pauses it, and nothing else is read: write "true" or remove it',
  },
]);

function isNoZone(found: Parameters<Test>[0]): boolean {
  const text = textOf(found);
  return text !== undefined && !text.includes('{{') && timeZone.check(text) !== undefined;
}

export const kedaScaling: readonly Rule[] = [
  ...refused,
  ...triggers,
  ...rabbit,
  ...jobs,
  ...asleep,
];
