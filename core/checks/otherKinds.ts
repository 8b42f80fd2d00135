/** Fields that people write into one kind and that another kind has, which the first one works with. */
import { own } from '../../shared/own.ts';
import { withArticle } from '../formats/format.ts';

type Fields = Readonly<Record<string, string>>;

const ofClass = (...fields: readonly string[]): Fields => of('StorageClass', '', fields);
const ofVolume = (...fields: readonly string[]): Fields => of('PersistentVolume', 'spec.', fields);
const ofClaim = (...fields: readonly string[]): Fields =>
  of('PersistentVolumeClaim', 'spec.', fields);

const schedule = of('CronJob', 'spec.', [
  'schedule',
  'timeZone',
  'concurrencyPolicy',
  'jobTemplate',
  'successfulJobsHistoryLimit',
  'failedJobsHistoryLimit',
]);
const completion = of('Job', 'spec.', ['completions', 'parallelism', 'backoffLimit']);
const scaling = of('HorizontalPodAutoscaler', 'spec.', ['minReplicas', 'maxReplicas', 'metrics']);
const identity = of('StatefulSet', 'spec.', ['serviceName', 'volumeClaimTemplates']);
const routing = of('Ingress', 'spec.', ['ingressClassName', 'rules', 'tls']);
const copies = of('Deployment', 'spec.', ['replicas', 'template', 'strategy']);

/** By type, then field: `StorageClass as reclaimPolicy`. */
const elsewhere: Readonly<Record<string, Fields>> = {
  'core.v1/PersistentVolumeClaimSpec': {
    ...ofClass('reclaimPolicy', 'provisioner', 'parameters', 'allowVolumeExpansion'),
    ...ofClass('volumeBindingMode', 'mountOptions'),
    ...ofVolume('capacity', 'claimRef', 'hostPath', 'nfs', 'local', 'csi', 'nodeAffinity'),
    persistentVolumeReclaimPolicy:
      'a StorageClass as reclaimPolicy, or a PersistentVolume as spec.persistentVolumeReclaimPolicy',
  },
  'core.v1/PersistentVolumeSpec': {
    ...ofClass('provisioner', 'allowVolumeExpansion', 'volumeBindingMode'),
    ...ofClaim('selector', 'volumeName', 'resources', 'dataSource'),
  },
  'core.v1/ServiceSpec': { ...routing, ...copies },
  'apps.v1/DeploymentSpec': { ...identity, ...scaling, ...schedule, ...completion },
  'apps.v1/StatefulSetSpec': { ...scaling, ...schedule, ...completion },
  'apps.v1/DaemonSetSpec': { ...identity, ...scaling, ...copies },
  'batch.v1/JobSpec': { ...schedule, ...of('Deployment', 'spec.', ['replicas', 'strategy']) },
  'core.v1/PodSpec': { ...copies, ...schedule, ...completion },
};

function of(kind: string, parents: string, fields: readonly string[]): Fields {
  return Object.fromEntries(
    fields.map((field) => [field, `${withArticle(kind)} as ${parents}${field}`]),
  );
}

/** The end of a message on a field that the type does not have; undefined where nothing is known of it. */
export function inOtherKind(type: string | undefined, field: string): string | undefined {
  const fields = type === undefined ? undefined : own(elsewhere, type);
  const where = fields && own(fields, field);
  return where === undefined ? undefined : `it belongs into ${where}`;
}
