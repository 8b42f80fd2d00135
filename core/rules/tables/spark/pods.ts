/** Driver and executor of a Spark application. */
import { get, type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  atMost,
  below,
  empty,
  filled,
  noItem,
  repeatedIn,
  set,
  unlike,
  unset,
  type Here,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';
const on = { types: ['sparkoperator.k8s.io/DriverSpec', 'sparkoperator.k8s.io/ExecutorSpec'] };
const source = onPage(
  'the Spark operator',
  'https://www.kubeflow.org/docs/components/spark-operator/user-guide/writing-sparkapplication/',
);

const byProgram: readonly Rule[] = factsOf({ on, by: 'program', source }, [
  {
    code: 'spark-memory-limit-form',
    when: { memoryLimit: unlike(/^\d+(?:\.\d+)?(?:[kmgtpe]i?b?|b)?$/i) },
    says: 'a memory limit is a number and a unit without a blank, e.g. 3g or 3Gi: the pod is refused',
  },
  {
    code: 'spark-secret-path-absolute',
    each: 'secrets[]',
    when: { path: unlike(/^[/$]/) },
    says: 'a path in the container begins with "/"',
  },
  {
    code: 'spark-config-path-absolute',
    each: 'configMaps[]',
    when: { path: unlike(/^[/$]/) },
    says: 'a path in the container begins with "/"',
  },
  {
    code: 'spark-container-repeated',
    each: 'sidecars[]',
    when: { name: repeatedIn('/sidecars', 'name') },
    says: 'another sidecar has this name, and the pod is refused: rename one of them',
  },
  {
    code: 'spark-mount-path-repeated',
    each: 'volumeMounts[]',
    when: { mountPath: repeatedIn('/volumeMounts', 'mountPath') },
    says: 'another volume is mounted there, and the pod is refused: choose another path',
  },
]);

const failing: readonly Rule[] = factsOf({ on, severity: 'warning', source }, [
  {
    code: 'spark-gpu-quantity',
    when: { 'gpu.quantity': atMost(0) },
    says: 'the operator leaves out a GPU whose quantity is not above zero: write at least 1',
  },
  {
    code: 'spark-env-two-lists',
    when: { env: set, envVars: set },
    at: 'envVars',
    says: 'variables stand in "env" and in the old "envVars": move all of them to "env"',
  },
  {
    code: 'spark-host-network',
    when: { hostNetwork: true },
    says: 'pods on the network of their node take the same ports from one another: remove it unless each has a node of its own',
  },
  {
    code: 'spark-mount-hides-spark',
    each: 'volumeMounts[]',
    when: { mountPath: /^\/opt\/spark(?:\/(?:jars|bin))?\/?$/, subPath: empty },
    says: 'the volume hides Spark itself, which is in this folder of the image: mount it below',
  },
  {
    code: 'spark-mount-configuration',
    each: 'volumeMounts[]',
    when: { mountPath: /^\/etc\/(?:spark|hadoop|metrics)\/conf\/?$/ },
    says: 'the operator mounts its own configuration there: choose another path',
  },
]);

const advice: readonly Rule[] = factsOf({ on, severity: 'information', source }, [
  {
    code: 'spark-template-image',
    when: { 'template.spec.containers[0].image': filled, image: filled },
    says: 'the image beside the template wins over this one: remove one of them',
  },
  {
    code: 'spark-template-resources',
    when: {
      'template.spec.containers[0].resources': hasOwnAmounts,
      memory: filled,
    },
    says: 'Spark sets processors and memory itself, from "cores" and "memory" beside the template: remove them here',
  },
  {
    code: 'spark-env-old-list',
    when: { envVars: filled, env: unset },
    says: '"envVars" is deprecated: write "env", a list of name and value as in any pod',
  },
  {
    code: 'spark-env-old-secrets',
    when: { envSecretKeyRefs: filled },
    says: '"envSecretKeyRefs" is deprecated: write "env" with valueFrom.secretKeyRef',
  },
  {
    code: 'spark-cores-throttled',
    when: { coreLimit: below('cores'), coreRequest: set },
    says: 'the limit is below "cores", so that tasks wait for processors: raise it or lower "cores"',
  },
  {
    code: 'spark-overhead-twice',
    when: { memoryOverhead: filled, '': hasFactor },
    says: '"memoryOverheadFactor" is not used where "memoryOverhead" is set: keep one of them',
  },
  {
    code: 'spark-java-agent',
    when: { javaOptions: /-javaagent:.*jmx/ },
    says: 'the operator adds an agent of its own when "monitoring.prometheus" is set, and both ask for a port: keep one of them',
  },
  {
    code: 'spark-template-container',
    when: {
      'template.spec.containers': noItem({ name: /^spark-kubernetes-(?:driver|executor)$/ }),
    },
    says: 'none of the containers is called spark-kubernetes-driver or spark-kubernetes-executor, so the first is taken for that of Spark',
  },
]);

function hasOwnAmounts(found: Node | undefined): boolean {
  return ['requests', 'limits'].some((kind) =>
    ['cpu', 'memory'].some((resource) => get(get(found, kind), resource) !== undefined),
  );
}

function hasFactor(_found: Node | undefined, { visit }: Here): boolean {
  return get(visit.parent?.node, 'memoryOverheadFactor') !== undefined;
}

export const sparkPods: readonly Rule[] = [...byProgram, ...failing, ...advice];
