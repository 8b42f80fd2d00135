/**
 * Names of objects that no annotation of a schema tells: fields whose kind is the usual one unless another is written beside
 * the name, labels that lead to an object, and the keys that an operator reads of a Secret. Source: the documentation of each.
 */
import type { Visit } from '../walk/visit.ts';
import { get, text, isTrue, type Node } from '../yaml/node.ts';
import type { KindName } from './facts.ts';

/** The kind that a mapping names where it says none. */
export function usualKind(group: string, field: string, node: Node): KindName | undefined {
  const found = usualKinds.get(`${group}:${field}`);
  if (found && isTrue(get(node, 'clusterScope'))) return { ...found, kind: `Cluster${found.kind}` };
  return found;
}

const argo = 'argoproj.io';
const gateway = 'gateway.networking.k8s.io';

const usualKinds: ReadonlyMap<string, KindName> = new Map([
  ['keda.sh:authenticationRef', { group: 'keda.sh', kind: 'TriggerAuthentication' }],
  ['keda.sh:scaleTargetRef', { group: 'apps', kind: 'Deployment' }],
  [`${argo}:workflowTemplateRef`, { group: argo, kind: 'WorkflowTemplate' }],
  [`${argo}:templateRef`, { group: argo, kind: 'WorkflowTemplate' }],
  ['cert-manager.io:issuerRef', { group: 'cert-manager.io', kind: 'Issuer' }],
  ['external-secrets.io:secretStoreRef', { group: 'external-secrets.io', kind: 'SecretStore' }],
  [
    'zookeeper.stackable.tech:clusterRef',
    { group: 'zookeeper.stackable.tech', kind: 'ZookeeperCluster' },
  ],
  [`${gateway}:parentRefs`, { group: gateway, kind: 'Gateway' }],
  [`${gateway}:backendRefs`, { group: '', kind: 'Service' }],
  [`${gateway}:backendRef`, { group: '', kind: 'Service' }],
  [`${gateway}:certificateRefs`, { group: '', kind: 'Secret' }],
  [`${gateway}:clientCertificateRef`, { group: '', kind: 'Secret' }],
]);

/** The kind of a field that holds nothing but a name. */
export function kindOfField({ ctx, step, parent }: Visit): KindName | undefined {
  if (typeof step !== 'string' || parent?.step !== 'spec') return undefined;
  return fields.get(`${ctx.gvk.group}/${ctx.gvk.kind}:${step}`);
}

const fields: ReadonlyMap<string, KindName> = new Map([
  [`${argo}/Application:project`, { group: argo, kind: 'AppProject' }],
]);

/** The object that a label leads to. */
export function kindOfLabel({ group, kind }: KindName, label: string): KindName | undefined {
  switch (label) {
    case 'strimzi.io/cluster':
      if (group !== 'kafka.strimzi.io') return undefined;
      return { group, kind: kind === 'KafkaConnector' ? 'KafkaConnect' : 'Kafka' };
    case 'kueue.x-k8s.io/queue-name':
      return { group: 'kueue.x-k8s.io', kind: 'LocalQueue' };
    case 'kueue.x-k8s.io/priority-class':
      return { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass' };
    case 'tarantool.io/cluster-name':
      return group === 'tarantool.io' ? { group, kind: 'Cluster' } : undefined;
    default:
      return undefined;
  }
}

/** Keys that must be in the Secret, where nobody writes which. */
export function neededKeys({ ctx, step, node, parent }: Visit): readonly string[] {
  const { group, kind } = ctx.gvk;
  const isName = step === 'name';
  const holder = isName ? parent : { node, step, parent };
  const field = typeof holder?.step === 'number' ? holder.parent?.step : holder?.step;
  if (group === 'sparkoperator.k8s.io' && field === 'secrets')
    return sparkKeys.get(text(get(holder?.node, 'secretType')) ?? '') ?? none;
  const within = `${String(holder?.parent?.step)}.${String(field)}`;
  return (
    keys.get(`${group}/${kind}:${String(field)}`) ?? keys.get(`${group}/${kind}:${within}`) ?? none
  );
}

const none: readonly string[] = [];
const login = ['username', 'password'];

const sparkKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['GCPServiceAccount', ['key.json']],
  ['HadoopDelegationToken', ['hadoop.token']],
]);

const pair = ['tls.crt', 'tls.key'];

const keys: ReadonlyMap<string, readonly string[]> = new Map([
  [`${gateway}/Gateway:certificateRefs`, pair],
  [`${gateway}/Gateway:clientCertificateRef`, pair],
  ['hive.stackable.tech/HiveCluster:credentialsSecret', login],
  ['hive.stackable.tech/HiveCluster:credentialsSecretName', login],
  ['postgresql.cnpg.io/Cluster:initdb.secret', login],
  ['postgresql.cnpg.io/Cluster:recovery.secret', login],
  ['postgresql.cnpg.io/Cluster:pg_basebackup.secret', login],
  ['postgresql.cnpg.io/Cluster:superuserSecret', login],
  ['superset.stackable.tech/SupersetCluster:mapboxSecret', ['connections.mapboxApiKey']],
  ['networking.k8s.io/Ingress:secretName', pair],
  ['minio.min.io/Tenant:configuration', ['config.env']],
]);
