/** Numbers with limits that the published schema does not say. */
import { get } from '../../documents/node.ts';
import { job, podOf, pod, workload } from '../examples.ts';
import { number } from '../read.ts';
import type { Rule } from '../rule.ts';

type Range = readonly [min: number, max?: number];
const NATURAL: Range = [0];
const POSITIVE: Range = [1];
const PORT: Range = [1, 65_535];
const ID: Range = [0, 4_294_967_295];
const MODE: Range = [0, 0o777];
const PERCENT: Range = [1, 100];

const PROBE = { initialDelaySeconds: NATURAL, timeoutSeconds: NATURAL, periodSeconds: NATURAL, successThreshold: NATURAL, failureThreshold: NATURAL };

const RANGES: Record<string, Record<string, Range>> = {
  'core.v1/ContainerPort': { containerPort: PORT, hostPort: [0, 65_535] },
  'core.v1/ServicePort': { port: PORT, targetPort: PORT, nodePort: [0, 65_535] },
  'core.v1/HTTPGetAction': { port: PORT },
  'core.v1/TCPSocketAction': { port: PORT },
  'core.v1/GRPCAction': { port: PORT },
  'core.v1/Probe': PROBE,
  'core.v1/SleepAction': { seconds: NATURAL },
  'core.v1/PodSpec': { activeDeadlineSeconds: [1, 2_147_483_647] },
  'core.v1/PodSecurityContext': { runAsUser: ID, runAsGroup: ID, fsGroup: ID },
  'core.v1/SecurityContext': { runAsUser: ID, runAsGroup: ID },
  'core.v1/SecretVolumeSource': { defaultMode: MODE },
  'core.v1/ConfigMapVolumeSource': { defaultMode: MODE },
  'core.v1/DownwardAPIVolumeSource': { defaultMode: MODE },
  'core.v1/ProjectedVolumeSource': { defaultMode: MODE },
  'core.v1/KeyToPath': { mode: MODE },
  'core.v1/DownwardAPIVolumeFile': { mode: MODE },
  'core.v1/ServiceAccountTokenProjection': { expirationSeconds: [600, 4_294_967_296] },
  'core.v1/ISCSIVolumeSource': { lun: [0, 255] },
  'core.v1/ISCSIPersistentVolumeSource': { lun: [0, 255] },
  'core.v1/FCVolumeSource': { lun: [0, 255] },
  'core.v1/GCEPersistentDiskVolumeSource': { partition: [0, 255] },
  'core.v1/AWSElasticBlockStoreVolumeSource': { partition: [0, 255] },
  'core.v1/TopologySpreadConstraint': { maxSkew: POSITIVE, minDomains: POSITIVE },
  'core.v1/PreferredSchedulingTerm': { weight: PERCENT },
  'core.v1/WeightedPodAffinityTerm': { weight: PERCENT },
  'core.v1/ClientIPConfig': { timeoutSeconds: [1, 86_400] },
  'apps.v1/DeploymentSpec': { replicas: NATURAL, minReadySeconds: NATURAL, revisionHistoryLimit: NATURAL, progressDeadlineSeconds: NATURAL },
  'apps.v1/ReplicaSetSpec': { replicas: NATURAL, minReadySeconds: NATURAL },
  'apps.v1/DaemonSetSpec': { minReadySeconds: NATURAL, revisionHistoryLimit: NATURAL },
  'apps.v1/StatefulSetSpec': { replicas: NATURAL, minReadySeconds: NATURAL, revisionHistoryLimit: NATURAL },
  'apps.v1/RollingUpdateStatefulSetStrategy': { partition: NATURAL },
  'apps.v1/StatefulSetOrdinals': { start: NATURAL },
  'batch.v1/JobSpec': {
    parallelism: NATURAL,
    completions: NATURAL,
    activeDeadlineSeconds: NATURAL,
    backoffLimit: NATURAL,
    ttlSecondsAfterFinished: NATURAL,
    backoffLimitPerIndex: NATURAL,
    maxFailedIndexes: NATURAL,
  },
  'batch.v1/CronJobSpec': { startingDeadlineSeconds: NATURAL, successfulJobsHistoryLimit: NATURAL, failedJobsHistoryLimit: NATURAL },
  'autoscaling.v2/HorizontalPodAutoscalerSpec': { minReplicas: POSITIVE, maxReplicas: POSITIVE },
  'autoscaling.v1/HorizontalPodAutoscalerSpec': { minReplicas: POSITIVE, maxReplicas: POSITIVE, targetCPUUtilizationPercentage: POSITIVE },
  'autoscaling.v2/MetricTarget': { averageUtilization: POSITIVE },
  'autoscaling.v2/HPAScalingRules': { stabilizationWindowSeconds: [0, 3_600] },
  'autoscaling.v2/HPAScalingPolicy': { value: POSITIVE, periodSeconds: [1, 1_800] },
  'networking.v1/NetworkPolicyPort': { port: PORT, endPort: PORT },
  'networking.v1/ServiceBackendPort': { number: PORT },
  'discovery.v1/EndpointPort': { port: PORT },
  'core.v1/EndpointPort': { port: PORT },
  'scheduling.v1/PriorityClass': { value: [-2_147_483_648, 1_000_000_000] },
};

export const valueRange: Rule = {
  code: 'value-range',
  severity: 'error',
  summary: 'A number is outside of what the API server takes in this field.',
  on: { types: Object.keys(RANGES) },
  bad: [
    podOf('ports: [{ containerPort: 70000 }]'),
    podOf('livenessProbe: { periodSeconds: -1, tcpSocket: { port: 80 } }'),
    pod('securityContext: { runAsUser: -1 }'),
    workload('Deployment', 'replicas: -1'),
    job('backoffLimit: -1'),
    pod('volumes:\n- name: a\n  secret: { secretName: a, defaultMode: 01777 }'),
  ],
  good: [
    podOf('ports: [{ containerPort: 65535 }]'),
    podOf('livenessProbe: { periodSeconds: 1, tcpSocket: { port: 80 } }'),
    pod('securityContext: { runAsUser: 0 }'),
    workload('Deployment', 'replicas: 0'),
    job('backoffLimit: 0'),
    pod('volumes:\n- name: a\n  secret: { secretName: a, defaultMode: 0777 }'),
  ],
  check({ node, type }, report) {
    for (const [field, [min, max]] of Object.entries(RANGES[type ?? ''] ?? {})) {
      const value = get(node, field);
      const found = number(value);
      if (value === undefined || found === undefined) continue;
      if (found >= min && (max === undefined || found <= max)) continue;
      report(value, `"${field}: ${written(found, max)}" is out of range: write ${range(min, max)}`);
    }
  },
};

function written(value: number, max: number | undefined): string {
  return max === MODE[1] && value > 0 ? `0${value.toString(8)}` : String(value);
}

function range(min: number, max: number | undefined): string {
  if (max === MODE[1]) return 'a mode from 0000 to 0777';
  return max === undefined ? `${min} or more` : `a number from ${min} to ${max}`;
}
