/** Experiments of Katib and models of KServe: what their webhooks refuse. */
import { get, items, type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atMost,
  atOneOf,
  below,
  both,
  count,
  either,
  empty,
  filled,
  keysSet,
  noneOf,
  oneOf,
  repeatedIn,
  sameAs,
  set,
  slipOf,
  textOf,
  unlike,
  unset,
  valueAt,
  type Here,
  type Test,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const source = onPage(
  'Katib',
  'https://www.kubeflow.org/docs/components/katib/user-guides/hp-tuning/configure-experiment/',
);
const serving = onPage('KServe', 'https://kserve.github.io/website/');
const on = { kinds: ['kubeflow.org/Experiment'] };
const algorithms = [
  ...['random', 'grid', 'bayesianoptimization', 'tpe', 'multivariate-tpe', 'hyperband', 'cmaes'],
  ...['sobol', 'pbt', 'enas', 'darts'],
];
const services = { kinds: ['serving.kserve.io/InferenceService'] };

const experiments = factsOf({ on, by: 'webhook', source }, [
  {
    code: 'katib-name',
    when: { 'metadata.name': unlike(/^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/) },
    says: 'the name begins with a letter, has small letters, digits and "-", and at most 40 characters',
  },
  {
    code: 'katib-trials',
    supersedes: ['value-range'],
    when: { 'spec.maxTrialCount': atMost(0) },
    says: 'a number of trials is above zero',
  },
  {
    code: 'katib-parallel',
    supersedes: ['value-range'],
    when: { 'spec.parallelTrialCount': atMost(0) },
    says: 'a number of trials is above zero',
  },
  {
    code: 'katib-parallel-most',
    when: { 'spec.parallelTrialCount': above('spec.maxTrialCount') },
    says: 'more trials run at a time than there are in all ("maxTrialCount")',
  },
  {
    code: 'katib-failed-negative',
    supersedes: ['value-range'],
    when: { 'spec.maxFailedTrialCount': below(0) },
    says: 'a number of failures is not below zero',
  },
  {
    code: 'katib-failed-most',
    when: { 'spec.maxFailedTrialCount': above('spec.maxTrialCount') },
    says: 'more trials may fail than there are in all ("maxTrialCount")',
  },
  {
    code: 'katib-objective',
    when: { 'spec.objective': set, 'spec.objective.objectiveMetricName': empty },
    says: 'an objective needs the name of its metric',
  },
  {
    code: 'katib-objective-required',
    when: { 'spec.objective': unset, spec: set },
    at: 'spec',
    says: 'an experiment needs "objective" with its type and the name of the metric',
  },
  {
    code: 'katib-objective-type',
    supersedes: ['invalid-value'],
    when: { 'spec.objective.type': noneOf('minimize', 'maximize') },
    says: 'an objective is minimize or maximize',
  },
  {
    code: 'katib-objective-again',
    each: 'spec.objective.additionalMetricNames[]',
    when: { '': sameAs('/spec.objective.objectiveMetricName') },
    says: 'this metric is the objective already: remove it here',
  },
  {
    code: 'katib-algorithm',
    when: { 'spec.algorithm': set, 'spec.algorithm.algorithmName': empty },
    says: 'an algorithm needs its name',
  },
  {
    code: 'katib-algorithm-name',
    when: {
      'spec.algorithm.algorithmName': either(
        slipOf(...algorithms),
        oneOf('randomsearch', 'gridsearch', 'bayesian', 'bayesianoptimisation', 'Random', 'Grid'),
      ),
    },
    says: 'there is no such algorithm: names are random, grid, bayesianoptimization, tpe, hyperband, cmaes, sobol, pbt, enas and darts',
  },
  {
    code: 'katib-early-stopping',
    when: { 'spec.earlyStopping': set, 'spec.earlyStopping.algorithmName': empty },
    says: 'early stopping needs the name of its algorithm, medianstop',
  },
  {
    code: 'katib-resume',
    supersedes: ['invalid-value'],
    when: { 'spec.resumePolicy': noneOf('Never', 'LongRunning', 'FromVolume', '') },
    says: 'a policy is Never, LongRunning or FromVolume',
  },
  {
    code: 'katib-parameters',
    supersedes: ['alternatives'],
    when: { 'spec.trialTemplate': set, 'spec.parameters': empty, 'spec.nasConfig': unset },
    says: 'an experiment needs "parameters" or "nasConfig"',
  },
  {
    code: 'katib-parameters-twice',
    supersedes: ['alternatives'],
    when: { 'spec.parameters': filled, 'spec.nasConfig': set },
    says: '"parameters" and "nasConfig" exclude each other: keep one',
  },
  {
    code: 'katib-parameter-type',
    supersedes: ['invalid-value'],
    each: 'spec.parameters[]',
    when: { parameterType: noneOf('int', 'double', 'categorical', 'discrete', 'unknown') },
    says: 'a parameter is int, double, categorical or discrete',
  },
  {
    code: 'katib-space',
    each: 'spec.parameters[]',
    when: { name: set, feasibleSpace: empty },
    says: 'a parameter needs a feasible space',
  },
  {
    code: 'katib-space-bounds',
    each: 'spec.parameters[]',
    when: {
      parameterType: oneOf('int', 'double'),
      feasibleSpace: filled,
      '': atOneOf(['feasibleSpace.min', 'feasibleSpace.max'], empty),
    },
    at: 'feasibleSpace',
    says: 'a number needs "min" and "max"',
  },
  {
    code: 'katib-space-order',
    each: 'spec.parameters[]',
    when: {
      'feasibleSpace.min': above('feasibleSpace.max'),
      parameterType: oneOf('int', 'double'),
    },
    says: 'the least value is more than "max": swap or change them',
  },
  {
    code: 'katib-space-list-unused',
    each: 'spec.parameters[]',
    when: { 'feasibleSpace.list': filled, parameterType: oneOf('int', 'double') },
    says: 'a number has "min" and "max", and no list',
  },
  {
    code: 'katib-space-list',
    each: 'spec.parameters[]',
    when: {
      parameterType: oneOf('categorical', 'discrete'),
      feasibleSpace: filled,
      'feasibleSpace.list': empty,
    },
    at: 'feasibleSpace',
    says: 'a choice needs a list',
  },
  {
    code: 'katib-space-bounds-unused',
    each: 'spec.parameters[]',
    when: {
      parameterType: oneOf('categorical', 'discrete'),
      feasibleSpace: keysSet(['min', 'max', 'step'], 1),
    },
    at: 'feasibleSpace',
    says: 'a choice has a list, and no "min", "max" and "step"',
  },
  {
    code: 'katib-distribution',
    supersedes: ['invalid-value'],
    each: 'spec.parameters[]',
    when: {
      'feasibleSpace.distribution': noneOf(
        'uniform',
        'logUniform',
        'normal',
        'logNormal',
        'unknown',
        '',
      ),
    },
    says: 'a distribution is uniform, logUniform, normal or logNormal',
  },
  {
    code: 'katib-template-source',
    supersedes: ['alternatives'],
    when: { 'spec.trialTemplate': both(filled, keysSet(['trialSpec', 'configMap'], 0, 0)) },
    says: 'a template needs "trialSpec" or "configMap"',
  },
  {
    code: 'katib-template-sources',
    supersedes: ['alternatives'],
    when: { 'spec.trialTemplate': keysSet(['trialSpec', 'configMap'], 2) },
    says: '"trialSpec" and "configMap" exclude each other: keep one',
  },
  {
    code: 'katib-template-parameters',
    when: { 'spec.trialTemplate.trialSpec': set, 'spec.trialTemplate.trialParameters': empty },
    at: 'spec.trialTemplate',
    says: 'a template needs "trialParameters"',
  },
  {
    code: 'katib-template-map',
    when: {
      'spec.trialTemplate.configMap': filled,
      '': atOneOf(
        ['configMapName', 'configMapNamespace', 'templatePath'].map(
          (key) => `spec.trialTemplate.configMap.${key}`,
        ),
        empty,
      ),
    },
    says: 'a template in a ConfigMap needs "configMapName", "configMapNamespace" and "templatePath"',
  },
  {
    code: 'katib-primary-container',
    supersedes: ['name-not-declared'],
    when: { 'spec.trialTemplate.primaryContainerName': isNoContainer },
    says: 'no container of the trial has the name "{}"',
  },
  {
    code: 'katib-trial-parameter-name',
    each: 'spec.trialTemplate.trialParameters[]',
    when: { reference: set, name: empty },
    says: 'a parameter of the trial needs a name',
  },
  {
    code: 'katib-trial-parameter-reference',
    each: 'spec.trialTemplate.trialParameters[]',
    when: { name: set, reference: empty },
    says: 'a parameter of the trial needs "reference", the name of a parameter',
  },
  {
    code: 'katib-trial-parameter-braces',
    each: 'spec.trialTemplate.trialParameters[]',
    when: { name: /[{}]/ },
    says: 'the name of a parameter has no braces',
  },
  {
    code: 'katib-trial-parameter-repeated',
    supersedes: ['duplicate-item', 'name-not-declared'],
    each: 'spec.trialTemplate.trialParameters[]',
    when: { name: repeatedIn('/spec.trialTemplate.trialParameters', 'name') },
    says: 'another parameter of the trial has this name',
  },
  {
    code: 'katib-trial-reference-repeated',
    each: 'spec.trialTemplate.trialParameters[]',
    when: { reference: repeatedIn('/spec.trialTemplate.trialParameters', 'reference') },
    says: 'another parameter of the trial refers to the same',
  },
  {
    code: 'katib-trial-name',
    when: { 'spec.trialTemplate.trialSpec.metadata.name': set },
    says: 'Katib names the trials: remove the name',
  },
  {
    code: 'katib-trial-namespace',
    when: { 'spec.trialTemplate.trialSpec.metadata.namespace': set },
    says: 'trials are in the namespace of the experiment: remove it here',
  },
  {
    code: 'katib-trial-kind',
    when: {
      'spec.trialTemplate.trialSpec': filled,
      '': atOneOf(
        ['spec.trialTemplate.trialSpec.kind', 'spec.trialTemplate.trialSpec.apiVersion'],
        empty,
      ),
    },
    says: 'a trial needs "apiVersion" and "kind"',
  },
  {
    code: 'katib-trial-conditions',
    when: {
      'spec.trialTemplate.trialSpec.kind': noneOf(
        'Job',
        'TFJob',
        'PyTorchJob',
        'MPIJob',
        'XGBoostJob',
        'PaddleJob',
        'JAXJob',
        'MXJob',
        'TrainJob',
      ),
      '': atOneOf(
        ['spec.trialTemplate.successCondition', 'spec.trialTemplate.failureCondition'],
        empty,
      ),
    },
    says: 'of a kind that Katib does not know "successCondition" and "failureCondition" are needed',
  },
  {
    code: 'katib-collector',
    supersedes: ['invalid-value'],
    when: {
      'spec.metricsCollectorSpec.collector.kind': noneOf(
        'StdOut',
        'Push',
        'File',
        'TensorFlowEvent',
        'PrometheusMetric',
        'Custom',
      ),
    },
    says: 'a collector is StdOut, Push, File, TensorFlowEvent, PrometheusMetric or Custom',
  },
  {
    code: 'katib-collector-custom',
    when: {
      'spec.metricsCollectorSpec.collector.kind': 'Custom',
      'spec.metricsCollectorSpec.collector.customCollector': empty,
    },
    says: 'a custom collector needs its container, "customCollector"',
  },
  {
    code: 'katib-collector-path',
    supersedes: ['format-absolute-path'],
    when: {
      'spec.metricsCollectorSpec.source.fileSystemPath.path': unlike(/^\//),
      'spec.metricsCollectorSpec.collector.kind': oneOf('File', 'TensorFlowEvent'),
    },
    says: 'a path begins with "/"',
  },
  {
    code: 'katib-collector-directory',
    when: {
      'spec.metricsCollectorSpec.source.fileSystemPath.kind': unlike(/^Directory$/),
      'spec.metricsCollectorSpec.collector.kind': 'TensorFlowEvent',
    },
    says: 'events of TensorFlow lie in a Directory',
  },
  {
    code: 'katib-collector-file',
    when: {
      'spec.metricsCollectorSpec.source.fileSystemPath.kind': unlike(/^File$/),
      'spec.metricsCollectorSpec.collector.kind': 'File',
    },
    says: 'the collector reads a File',
  },
  {
    code: 'katib-collector-filter',
    when: {
      'spec.metricsCollectorSpec.source.filter': set,
      'spec.metricsCollectorSpec.source.fileSystemPath.format': 'JSON',
    },
    says: 'JSON is read without a filter: remove it',
  },
  {
    code: 'katib-collector-http',
    when: {
      'spec.metricsCollectorSpec.source.httpGet.path': unlike(/^\//),
      'spec.metricsCollectorSpec.collector.kind': 'PrometheusMetric',
    },
    says: 'a path begins with "/"',
  },
  {
    code: 'katib-filter-groups',
    each: 'spec.metricsCollectorSpec.source.filter.metricsFormat[]',
    when: { '': hasFewGroups },
    says: 'an expression has two groups, for the name and for the value',
  },
]);

const models = [
  ...factsOf({ on: services, by: 'webhook', source: serving }, [
    {
      code: 'kserve-name',
      when: { 'metadata.name': unlike(/^[a-z]([-a-z0-9]*[a-z0-9])?$/) },
      says: 'the name begins with a letter and has small letters, digits and "-"',
    },
    {
      code: 'kserve-autoscaler',
      when: {
        'metadata.annotations[serving.kserve.io/autoscalerClass]': noneOf(
          'hpa',
          'keda',
          'external',
          'none',
        ),
      },
      says: 'an autoscaler is hpa, keda, external or none',
    },
    {
      code: 'kserve-storage-type',
      when: { 'spec.predictor.model.storage.parameters.type': noneOf('s3', 'hdfs', 'webhdfs') },
      says: 'a storage is s3, hdfs or webhdfs',
    },
    {
      code: 'kserve-storage-scheme',
      when: {
        'spec.predictor.model.storageUri': unlike(/^(?:s3|hdfs|webhdfs):\/\//),
        'spec.predictor.model.storage': set,
      },
      says: 'beside "storage" an address begins with s3://, hdfs:// or webhdfs://',
    },
    {
      code: 'kserve-worker-containers',
      when: { 'spec.predictor.workerSpec.containers': count(2) },
      says: 'a worker has one container',
    },
    {
      code: 'kserve-worker-variables',
      each: 'spec.predictor.workerSpec.containers[].env[]',
      when: { name: oneOf('PIPELINE_PARALLEL_SIZE', 'TENSOR_PARALLEL_SIZE') },
      says: 'the fields "pipelineParallelSize" and "tensorParallelSize" set this variable: remove it',
    },
    {
      code: 'kserve-transformer-storage',
      each: 'spec.transformer.containers[].env[]',
      when: { name: 'STORAGE_URI' },
      says: 'a transformer loads no model: remove the address of the storage',
    },
    ...['predictor', 'transformer', 'explainer'].flatMap((part) => [
      {
        code: `kserve-${part}-canary`,
        when: {
          [`spec.${part}.canaryTrafficPercent`]: either(above(100), below(0)),
        },
        says: 'a share of the traffic is 0 to 100',
      },
      {
        code: `kserve-${part}-order`,
        when: {
          [`spec.${part}.minReplicas`]: both(above(`spec.${part}.maxReplicas`), isMostSet(part)),
        },
        says: 'the least replicas are more than "maxReplicas"',
      },
      {
        code: `kserve-${part}-least`,
        when: { [`spec.${part}.minReplicas`]: below(0) },
        says: 'a number of replicas is not below zero',
      },
      {
        code: `kserve-${part}-most`,
        when: { [`spec.${part}.maxReplicas`]: below(0) },
        says: 'a number of replicas is not below zero',
      },
      {
        code: `kserve-${part}-concurrency`,
        when: { [`spec.${part}.containerConcurrency`]: below(0) },
        says: 'a number of requests is not below zero',
      },
    ]),
  ]),
  ...factsOf({ on: services, by: 'operator', source: serving }, [
    {
      code: 'kserve-format',
      when: {
        'spec.predictor.model': set,
        'spec.predictor.model.modelFormat.name': empty,
        'spec.predictor.model.runtime': empty,
      },
      says: 'nothing says which runtime serves the model: add "modelFormat" with its name, or "runtime"',
    },
  ]),
  ...factsOf({ on: services, severity: 'warning', source: serving }, [
    {
      code: 'kserve-scheme',
      when: {
        'spec.predictor.model.storageUri': unlike(
          /^(?:s3|gs|hdfs|webhdfs|pvc|https?|hf|oci):\/\/|^\/|\{/,
        ),
      },
      says: 'models are loaded from s3://, gs://, hdfs://, webhdfs://, pvc://, https://, hf://, oci:// or a path of the image',
    },
  ]),
];

const graphs = factsOf(
  { on: { kinds: ['serving.kserve.io/InferenceGraph'] }, by: 'webhook', source: serving },
  [
    {
      code: 'kserve-graph-root',
      when: { 'spec.nodes': filled, 'spec.nodes.root': unset },
      says: 'a graph begins with the node "root": rename the first one',
    },
    {
      code: 'kserve-graph-weights',
      each: 'spec.nodes.*',
      when: { routerType: 'Splitter', steps: isNotWhole },
      at: 'steps',
      says: 'the weights of the steps are 100 together: change them',
    },
  ],
);

function isNotWhole(found: Node | undefined): boolean {
  const weights = items(found).map((step) => Number(textOf(get(step, 'weight')) ?? NaN));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.length > 0 && Number.isFinite(sum) && sum !== 100;
}

function isMostSet(part: string): Test {
  return (_found, here) => textOf(valueAt(here, `spec.${part}.maxReplicas`)) !== '0';
}

function isNoContainer(found: Node | undefined, here: Here): boolean {
  const spec = valueAt(here, 'spec.trialTemplate.trialSpec.spec.template.spec.containers');
  const names = items(spec).map((container) => textOf(get(container, 'name')));
  const name = textOf(found);
  return name !== undefined && names.length > 0 && !names.includes(name);
}

/** Groups of an expression that are no `(?:`. */
function hasFewGroups(found: Node | undefined): boolean {
  const text = textOf(found);
  if (text === undefined) return false;
  return (text.replaceAll(/\\./g, '').match(/\((?!\?[:=!])/g) ?? []).length < 2;
}

export const katibAndServing: readonly Rule[] = [...experiments, ...models, ...graphs];
