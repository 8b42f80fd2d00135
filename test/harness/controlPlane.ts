// A real Kubernetes for tests and for `npm start`: etcd, API server, controllers, scheduler and simulated nodes, all on
// the loopback interface, each with its own ports and folder, so that several can run side by side.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { apiRequester } from './apiRequest.ts';
import type { ApiRequest } from './apiRequest.ts';
import { ensureControlPlane } from './buildControlPlane.ts';
import type { ControlPlaneBinaries } from './buildControlPlane.ts';
import { startChild } from './childProgram.ts';
import type { ChildProgram } from './childProgram.ts';
import { controlPlaneUsers, kubeconfigText, tokenFile } from './controlPlaneAccess.ts';
import type { ControlPlaneTokens, ControlPlaneUser } from './controlPlaneAccess.ts';
import { controlPlaneArguments } from './controlPlaneArguments.ts';
import { prepareCluster, removeProvisionedFolders } from './prepareCluster.ts';
import { createContainerLogs } from './containerLogs.ts';
import type { ContainerLogs } from './containerLogs.ts';
import { freePorts } from './freePorts.ts';
import { ensureKubelet } from './kubelet.ts';
import { createRunFolder, removeRunFolder } from './runFolder.ts';
import { waitUntil } from './waitUntil.ts';
import type { Waiting } from './waitUntil.ts';

export { ensureControlPlane } from './buildControlPlane.ts';

export interface ControlPlaneOptions {
  /** Simulated nodes, `node-1` and so on. Default 1. */
  nodes?: number;
  /** Added to those of the API server; the last one of a name counts. */
  apiServerArgs?: string[];
  /** A default StorageClass `standard` that provides a volume for every claim. Default true. */
  defaultStorageClass?: boolean;
  /** etcd and API server alone, for what needs no controllers: validation, dry runs. Starts twice as fast. */
  apiServerOnly?: boolean;
  /** Nodes with a kubelet, which runs programs of this machine for `exec` and leads to its ports. Default false. */
  kubelet?: boolean;
  /** Progress of a first build. */
  log?: (line: string) => void;
  /** Ends a start under way, with all that it started. */
  signal?: AbortSignal;
}

export interface ControlPlane {
  readonly url: string;
  /** PEM text of the authority that signed the server's certificate. */
  readonly caCert: string;
  readonly tokens: Readonly<ControlPlaneTokens>;
  /** File with the context `admin`. */
  readonly kubeconfigPath: string;
  /** Kubeconfig text whose only context bears the name of the user. */
  kubeconfig(user?: ControlPlaneUser, namespace?: string): string;
  /** The same as a file, gone with the control plane. */
  kubeconfigFile(user: ControlPlaneUser, namespace?: string): string;
  /** Sends a request as `admin`. A status of any kind is an answer; only a failing connection rejects. */
  readonly request: ApiRequest;
  requestAs(user: ControlPlaneUser): ApiRequest;
  /** The folder in which a container works; with a folder `bin` in it the container has these programs alone. Needs `kubelet`. */
  containerFolder(namespace: string, pod: string, container: string): string;
  /** What containers have written: of all pods, by the name of the container. */
  readonly logs: ContainerLogs;
  /** Process numbers of everything that runs for it right now. */
  pids(): number[];
  /** Cuts the API server off at once, in the middle of whatever it answers. Data stays. */
  stopApiServer(): Promise<void>;
  /** Starts it again on the same port with the same data and certificate. Resolves when it is ready. */
  startApiServer(): Promise<void>;
  /** Ends all that was started and removes its folder. A second call does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts a control plane and resolves when objects can be created: API ready, ServiceAccount `default` there, nodes Ready.
 * @throws when `signal` stops it, and where the programs cannot be had, or one of them ends or does not become ready: with the last lines of its log.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const build = await ensureControlPlane({ log: options.log, signal: options.signal });
  if (!build.ok) throw new Error(`No control plane: ${build.reason}`);
  const kubelet = options.kubelet
    ? await ensureKubelet(options.log ?? (() => undefined), options.signal)
    : undefined;
  if (kubelet && !kubelet.ok) throw new Error(`No kubelet: ${kubelet.reason}`);
  for (let attempt = 1; ; attempt++) {
    try {
      return await start({ ...build.binaries, kubelet: kubelet?.program }, options);
    } catch (error) {
      // Somebody else may take a port between our look and our use of it; a machine may be too busy for our patience.
      if (attempt === 3 || options.signal?.aborted) throw error;
      options.log?.(`The control plane did not start, trying again: ${String(error)}`);
    }
  }
}

async function start(
  binaries: ControlPlaneBinaries & { kubelet: string | undefined },
  options: ControlPlaneOptions,
): Promise<ControlPlane> {
  const folder = createRunFolder();
  const file = (name: string) => join(folder, name);
  const [etcdPort = 0, peerPort = 0, apiPort = 0, nodePort = 0, kubeletPort = 0] =
    await freePorts(5);
  const url = `https://127.0.0.1:${String(apiPort)}`;
  const tokens = newTokens();
  writeCredentials(file, tokens);
  const logs = createContainerLogs(folder);

  const args = controlPlaneArguments({ file, etcdPort, peerPort, apiPort, nodePort });
  const children = new Map<string, ChildProgram>();
  const run = (name: string, command: string, childArgs: string[], env?: NodeJS.ProcessEnv) => {
    children.set(name, startChild(name, command, childArgs, { logPath: file(`${name}.log`), env }));
  };
  const agents: Agent[] = [];
  const killAll = () => [...children.values()].map((child) => child.kill());
  const onExit = () => {
    for (const child of children.values()) child.killNow();
    removeRunFolder(folder);
  };
  process.on('exit', onExit);

  let stopping: Promise<void> | undefined;
  const end = async () => {
    await Promise.all(killAll());
    for (const agent of agents) agent.destroy();
    process.off('exit', onExit);
    removeRunFolder(folder);
  };

  try {
    run('etcd', binaries.controlPlane, ['etcd', ...args.etcd]);
    const startApi = () => {
      run('apiserver', binaries.controlPlane, [
        'apiserver',
        ...args.apiServer,
        ...(options.apiServerArgs ?? []),
      ]);
    };
    startApi();

    const certificate = file('apiserver.crt');
    const readCertificate = () =>
      existsSync(certificate) ? readFileSync(certificate, 'utf8') : '';
    const waiting = { children, signal: options.signal };
    const hasCertificate = () => readCertificate() !== '';
    await waitUntil('the certificate of the API server', hasCertificate, waiting);
    const caCert = readCertificate();
    const requestAs = (user: ControlPlaneUser) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 8 });
      agents.push(agent);
      return apiRequester(url, caCert, tokens[user], agent);
    };
    const request = requestAs('admin');
    const isReady = async () => (await request('GET', '/readyz')).status === 200;
    const ready = (options: Waiting) => waitUntil('the API server to be ready', isReady, options);
    await ready(waiting);

    const kubeconfig = (user: ControlPlaneUser = 'admin', namespace?: string) =>
      kubeconfigText({ url, caCert }, [{ user, token: tokens[user], namespace }]);
    const kubeconfigFile = (user: ControlPlaneUser, namespace?: string) => {
      const path = file(`kubeconfig-${user}${namespace ? `-${namespace}` : ''}.yaml`);
      writeFileSync(path, kubeconfig(user, namespace), { mode: 0o600 });
      return path;
    };
    const kubeconfigPath = kubeconfigFile('admin');
    if (!options.apiServerOnly) {
      run('controllers', binaries.controlPlane, [
        'controllers',
        ...args.controllers(kubeconfigPath),
      ]);
      run('scheduler', binaries.controlPlane, ['scheduler', ...args.scheduler(kubeconfigPath)]);
      run('kwok', binaries.kwok, args.kwok(kubeconfigPath), { KWOK_WORKDIR: file('kwok') });
    }
    if (binaries.kubelet) run('kubelet', binaries.kubelet, args.kubelet(kubeletPort));
    await prepareCluster(request, {
      nodes: options.apiServerOnly ? 0 : (options.nodes ?? 1),
      kubeletPort: binaries.kubelet ? kubeletPort : nodePort,
      hasControllers: !options.apiServerOnly,
      hasDefaultStorageClass: options.defaultStorageClass ?? true,
      ...waiting,
    });

    return {
      url,
      caCert,
      tokens,
      kubeconfigPath,
      kubeconfig,
      kubeconfigFile,
      request,
      requestAs,
      containerFolder: (...names) => {
        const path = join(file('containers'), ...names);
        mkdirSync(path, { recursive: true });
        return path;
      },
      logs,
      pids: () =>
        [...children.values()].flatMap((child) =>
          child.isRunning() && child.pid ? [child.pid] : [],
        ),
      stopApiServer: async () => {
        await children.get('apiserver')?.kill();
      },
      startApiServer: async () => {
        if (children.get('apiserver')?.isRunning()) return;
        startApi();
        await ready({ children });
      },
      stop: () => {
        stopping ??= removeProvisionedFolders(request).then(end);
        return stopping;
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function newTokens(): ControlPlaneTokens {
  const pairs = controlPlaneUsers.map((user) => [user, randomBytes(16).toString('hex')]);
  return Object.fromEntries(pairs) as ControlPlaneTokens;
}

/** The key that signs ServiceAccount tokens and the users' own tokens, readable by us alone. */
function writeCredentials(file: (name: string) => string, tokens: ControlPlaneTokens): void {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  writeFileSync(file('service-account.key'), privateKey, { mode: 0o600 });
  writeFileSync(file('service-account.pub'), publicKey);
  writeFileSync(file('tokens.csv'), tokenFile(tokens), { mode: 0o600 });
  mkdirSync(file('kwok'));
}
