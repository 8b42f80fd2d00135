// The command lines of the control plane's programs. Everything listens on 127.0.0.1 or not at all.
import { join } from 'node:path';
import { controlPlaneModule } from './buildControlPlane.ts';
import { containerLogsConfig } from './containerLogs.ts';

export interface ControlPlanePlace {
  /** Path of a file in the folder of this run. */
  file: (name: string) => string;
  etcdPort: number;
  peerPort: number;
  apiPort: number;
  /** Where the simulated nodes answer as a kubelet does: logs of containers. */
  nodePort: number;
}

/** Controllers start one after the other; held to their usual 20 requests a second that takes 5 s. */
const unthrottled = ['--kube-api-qps=1000', '--kube-api-burst=1000'];

export function controlPlaneArguments({
  file,
  etcdPort,
  peerPort,
  apiPort,
  nodePort,
}: ControlPlanePlace) {
  const etcdUrl = `http://127.0.0.1:${String(etcdPort)}`;
  const peerUrl = `http://127.0.0.1:${String(peerPort)}`;
  return {
    etcd: [
      ...['--name', 'etcd', '--data-dir', file('etcd')],
      ...['--listen-client-urls', etcdUrl, '--advertise-client-urls', etcdUrl],
      ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
      ...['--initial-cluster', `etcd=${peerUrl}`],
      ...['--unsafe-no-fsync', '--log-level', 'error'], // the data need not survive us
    ],
    apiServer: [
      ...['--etcd-servers', etcdUrl],
      '--allow-privileged=true', // as real clusters do: their own network pods need it
      ...['--bind-address', '127.0.0.1', '--advertise-address', '127.0.0.1'],
      ...['--secure-port', String(apiPort), '--cert-dir', file('.')],
      ...['--service-account-key-file', file('service-account.pub')],
      ...['--service-account-signing-key-file', file('service-account.key')],
      ...['--service-account-issuer', 'https://kubernetes.default.svc'],
      ...['--token-auth-file', file('tokens.csv'), '--authorization-mode', 'Node,RBAC'],
      ...['--service-cluster-ip-range', '10.0.0.0/24', '--endpoint-reconciler-type', 'none'],
      '--kubelet-preferred-address-types=InternalIP', // names of simulated nodes lead nowhere
    ],
    controllers: (kubeconfig: string) => [
      ...['--kubeconfig', kubeconfig, '--leader-elect=false', '--secure-port=0'],
      ...['--service-account-private-key-file', file('service-account.key')],
      ...['--root-ca-file', file('apiserver.crt'), ...unthrottled],
      '--pvclaimbinder-sync-period=1s', // else a claim may wait 15 s for its volume
      '--enable-hostpath-provisioner',
      '--node-monitor-grace-period=24h', // simulated nodes speak seldom, and their pods would be not ready for good
    ],
    scheduler: (kubeconfig: string) => [
      ...['--kubeconfig', kubeconfig, '--leader-elect=false', '--secure-port=0', ...unthrottled],
    ],
    kubelet: (port: number) => [
      ...['--listen', `127.0.0.1:${String(port)}`, '--root', file('containers')],
      ...['--rest', `127.0.0.1:${String(nodePort)}`],
    ],
    kwok: (kubeconfig: string) => [
      ...['--kubeconfig', kubeconfig, '--manage-all-nodes', '--node-ip', '127.0.0.1'],
      ...['--node-port', String(nodePort), '--server-address', `127.0.0.1:${String(nodePort)}`],
      ...['node', 'pod', 'volume'].flatMap((name) => [
        '--config',
        join(controlPlaneModule, 'stages', `${name}.yaml`),
      ]),
      ...['--config', file(containerLogsConfig)],
    ],
  };
}
