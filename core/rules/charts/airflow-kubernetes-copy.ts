import { own } from '../../../shared/own.ts';
import { isReached } from '../../schema/kubernetesRelease.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

/** What the copy of the types in the schema of the chart lacks, by type. A later copy may have it. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'core.v1/Container': ['restartPolicyRules'],
  'core.v1/EnvVarSource': ['fileKeyRef'],
  'core.v1/Lifecycle': ['stopSignal'],
  'core.v1/PodSecurityContext': [
    'appArmorProfile',
    'seLinuxChangePolicy',
    'supplementalGroupsPolicy',
  ],
  'core.v1/ResourceClaim': ['request'],
  'core.v1/SecurityContext': ['appArmorProfile'],
  'core.v1/Volume': ['image'],
  'core.v1/VolumeMount': ['recursiveReadOnly'],
  'core.v1/VolumeProjection': ['podCertificate'],
};

/** The first version of the chart whose schema was not read. */
const firstUnread = '1.21';

export const rule: Rule = {
  code: 'airflow-kubernetes-copy',
  severity: 'error',
  claims: 'shape',
  isOfKeys: true,
  summary:
    'The schema of the Airflow chart has a copy of the types of Kubernetes, and that copy does not have the field.',
  source: onPage(
    'the Airflow chart',
    'https://github.com/apache/airflow/blob/main/chart/values.schema.json',
  ),
  on: { types: Object.keys(lacking) },
  check({ node, type = '', chart }, report) {
    if (chart?.id !== 'airflow' || node.type !== 'map') return;
    if (isReached(firstUnread, chart.version)) return;
    const isSaid = chart.standing === 'version' || chart.standing === 'range';
    for (const { key } of node.entries)
      if (own(lacking, type)?.includes(key.source))
        report(
          key,
          `Helm refuses ${key.source} in the values of this chart: the types of Kubernetes in its schema are older; set it in the pod template or with kustomize behind Helm`,
          isSaid ? {} : { severity: 'warning' },
        );
  },
};
