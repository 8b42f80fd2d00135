import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ClusterSession, ResourceSummary } from '../../cluster/api.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import {
  closedPort,
  errorOf,
  fileIn,
  kubeconfigFor,
  serviceFor,
  sessionFor,
  temporaryFolder,
  valueOf,
} from './clusterFixture.ts';

const pods = { apiVersion: 'v1', kind: 'Pod', namespace: 'default' };

await controlPlaneOrSkip('a session with a real control plane', { nodes: 1 }, (controlPlane) => {
  const admin = () => sessionFor(controlPlane().kubeconfig('admin'));

  const create = async (path: string, object: object) => {
    const { status, body } = await controlPlane().request('POST', path, object);
    if (status >= 400) throw new Error(`${path}: ${JSON.stringify(body)}`);
  };

  const findIn = async (
    session: ClusterSession,
    query: Parameters<ClusterSession['list']>[0],
    name: string,
  ) => {
    const page = valueOf(await session.list(query));
    return page.items.find(({ ref }) => ref.name === name);
  };

  test('lists namespaces, nodes and storage classes', async () => {
    const session = await admin();
    const namespaces = valueOf(await session.listNamespaces());
    expect(namespaces.items.map(({ ref }) => ref.name)).toEqual(
      expect.arrayContaining(['default', 'kube-system']),
    );
    expect(
      namespaces.items.every(({ status, health }) => status === 'Active' && health === 'ok'),
    ).toBe(true);

    const node = await findIn(session, { apiVersion: 'v1', kind: 'Node' }, 'node-1');
    expect(node).toMatchObject({
      status: 'Ready',
      health: 'ok',
      ref: { apiVersion: 'v1', kind: 'Node', name: 'node-1' },
    });

    const classes = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' };
    expect(await findIn(session, classes, 'standard')).toMatchObject({
      isDefault: true,
      health: 'ok',
    });
  });

  test('shows a claim, its volume and its pod from pending to bound and running', async () => {
    const session = await admin();
    const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'default' };
    await create('/api/v1/namespaces/default/persistentvolumeclaims', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    await create('/api/v1/namespaces/default/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'reader' },
      spec: {
        containers: [
          { name: 'main', image: 'alpine:3', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
        ],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      },
    });
    await expect
      .poll(() => findIn(session, pods, 'reader'), { timeout: 30_000, interval: 200 })
      .toMatchObject({
        status: 'Running',
        health: 'ok',
        ready: '1/1',
        restarts: 0,
        node: 'node-1',
      });
    const claim = await findIn(session, claims, 'data');
    expect(claim).toMatchObject({
      status: 'Bound',
      health: 'ok',
      capacity: '1Gi',
      storageClass: 'standard',
    });
    const volume = await findIn(
      session,
      { apiVersion: 'v1', kind: 'PersistentVolume' },
      claim?.boundTo ?? '',
    );
    expect(volume).toMatchObject({ status: 'Bound', boundTo: 'default/data', capacity: '1Gi' });
  });

  test('a pod that no node can take says why', async () => {
    const session = await admin();
    await create('/api/v1/namespaces/default/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'too-big' },
      spec: {
        containers: [{ name: 'main', image: 'alpine:3', resources: { requests: { cpu: '5000' } } }],
      },
    });
    await expect
      .poll(() => findIn(session, pods, 'too-big'), { timeout: 20_000, interval: 200 })
      .toMatchObject({
        status: 'Unschedulable',
        health: 'warning',
        detail: expect.stringContaining('Insufficient cpu') as string,
      });
  });

  test('lists page by page, all of it once', async () => {
    const session = await admin();
    const names = Array.from(
      { length: 25 },
      (_, index) => `page-${String(index).padStart(2, '0')}`,
    );
    for (const name of names) {
      await create('/api/v1/namespaces/default/configmaps', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name },
      });
    }
    const query = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', limit: 10 };
    const items: ResourceSummary[] = [];
    let continueToken: string | undefined;
    let pages = 0;
    do {
      const page = valueOf(
        await session.list({ ...query, ...(continueToken && { continueToken }) }),
      );
      expect(page.items.length).toBeLessThanOrEqual(10);
      if (pages === 0) expect(page.remaining).toBeGreaterThanOrEqual(15);
      items.push(...page.items);
      continueToken = page.continueToken;
      pages++;
    } while (continueToken);
    expect(items.map(({ ref }) => ref.name).filter((name) => name.startsWith('page-'))).toEqual(
      names,
    );
    expect(pages).toBeGreaterThanOrEqual(3);
  });

  test('a list stops when it is aborted, before and during the call', async () => {
    const session = await admin();
    expect(errorOf(await session.list(pods, AbortSignal.abort())).code).toBe('cancelled');
    const abort = new AbortController();
    const listing = session.list(pods, abort.signal);
    abort.abort();
    expect(errorOf(await listing).code).toBe('cancelled');
    valueOf(await session.list(pods));
  });

  test('YAML for reading has no managedFields and hides every value of a Secret', async () => {
    const session = await admin();
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'keys' },
      data: { password: 'aHVudGVyMg==' },
    };
    const lastApplied = JSON.stringify(secret);
    await create('/api/v1/namespaces/default/secrets', {
      ...secret,
      metadata: {
        name: 'keys',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': lastApplied,
          team: 'data',
        },
      },
    });
    const text = valueOf(
      await session.getYaml({
        apiVersion: 'v1',
        kind: 'Secret',
        name: 'keys',
        namespace: 'default',
      }),
    );
    expect(text).toContain('password: <hidden, 7 bytes>');
    expect(text).toContain(`last-applied-configuration: <hidden, ${lastApplied.length} bytes>`);
    expect(text).toContain('team: data');
    expect(text).not.toMatch(/aHVudGVyMg|hunter2|managedFields/);
  });

  test('a kind that the cluster does not have is told with what to do', async () => {
    const session = await admin();
    const spark = errorOf(
      await session.list({ apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication' }),
    );
    expect(spark.code).toBe('kind-unknown');
    expect(spark.message).toContain('Install its CustomResourceDefinition');
    // What is served in another version only is listed in that one.
    const old = await session.list({ apiVersion: 'apps/v1beta1', kind: 'Deployment' });
    expect(valueOf(old).items).toEqual([]);
    const typo = errorOf(await session.list({ apiVersion: 'v1', kind: 'pod' }));
    expect(typo.message).toContain('but Pod');
  });

  test('makes a namespace once', async () => {
    const session = await admin();
    expect(valueOf(await session.createNamespace('made-here')).name).toBe('made-here');
    expect(errorOf(await session.createNamespace('made-here')).code).toBe('conflict');
    expect(errorOf(await session.createNamespace('Not A Name')).code).toBe('invalid');
  });

  test('401: a token that the server does not know', async () => {
    const session = await sessionFor(controlPlane().kubeconfig('stranger'));
    const error = errorOf(await session.list(pods));
    expect(error).toMatchObject({ code: 'unauthorized', status: 401 });
    expect(error.message).toContain('log in again');
    expect(error.message).not.toContain(controlPlane().tokens.stranger);
  });

  test('403: says user, verb, resource and namespace', async () => {
    const session = await sessionFor(controlPlane().kubeconfig('nobody'));
    const one = errorOf(await session.list(pods));
    expect(one).toMatchObject({
      code: 'forbidden',
      verb: 'list',
      resource: 'pods',
      namespace: 'default',
    });
    expect(one.message).toContain('User nobody may not list pods in namespace default');
    const all = errorOf(await session.list({ apiVersion: 'v1', kind: 'PersistentVolume' }));
    expect(all.message).toContain(
      'User nobody may not list persistentvolumes in the whole cluster',
    );
    const viewer = await sessionFor(controlPlane().kubeconfig('viewer'));
    const ref = { apiVersion: 'v1', kind: 'ServiceAccount', name: 'default', namespace: 'default' };
    expect(errorOf(await viewer.actions.plan('delete', { ref })).message).toContain(
      'may not delete serviceaccounts in namespace default',
    );
  });

  test('a server that is not there is unreachable, at once', async () => {
    const server = `https://127.0.0.1:${await closedPort()}`;
    const session = await sessionFor(kubeconfigFor(controlPlane(), { token: 'x' }, { server }));
    const error = errorOf(await session.list(pods));
    expect(error.code).toBe('unreachable');
    expect(error.message).toContain(server);
    expect(error.message).toContain('nothing listens there');
    const unknownHost = { server: 'https://no-such-host.invalid:6443' };
    const lost = await sessionFor(kubeconfigFor(controlPlane(), { token: 'x' }, unknownHost));
    expect(errorOf(await lost.list(pods)).message).toContain('host name is not known');
  });

  test('a server that takes the connection and stays silent runs into the time limits', async () => {
    // Silence is the one thing the real server does not do; a plain socket does.
    const silent = createServer((socket) => socket.on('error', () => socket.destroy()));
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void silent.close());
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const secure = { server: `https://127.0.0.1:${port}` };
    const plain = { server: `http://127.0.0.1:${port}` };
    const limits = { connectTimeout: 300, requestTimeout: 500 };
    const noHandshake = await sessionFor(
      kubeconfigFor(controlPlane(), { token: 'x' }, secure),
      limits,
    );
    expect(errorOf(await noHandshake.list(pods)).code).toBe('unreachable');
    const noAnswer = await sessionFor(kubeconfigFor(controlPlane(), {}, plain), limits);
    expect(errorOf(await noAnswer.list(pods)).code).toBe('timeout');
  });

  test.each([
    ['a login page', 200, { 'Content-Type': 'text/html' }],
    ['a redirect', 302, { Location: 'https://login.example' }],
  ])(
    '%s instead of an API server is told and not taken for an empty list',
    async (_what, status, headers) => {
      // Not the real server but what stands before it in a badly configured network.
      const page = createHttpServer((_request, response) =>
        response.writeHead(status, headers).end('<html>'),
      );
      await new Promise<void>((listening) => page.listen(0, '127.0.0.1', listening));
      onTestFinished(() => page.closeAllConnections());
      onTestFinished(() => void page.close());
      const address = page.address();
      const server = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
      const session = await sessionFor(kubeconfigFor(controlPlane(), {}, { server }));
      const error = errorOf(await session.list(pods));
      expect(error.code).toBe('server-error');
      expect(error.message).toContain('is not a Kubernetes API server');
    },
  );

  test('a certificate of another authority and an unreadable one are TLS problems', async () => {
    const folder = temporaryFolder();
    const key = join(folder, 'key');
    const certificate = join(folder, 'certificate');
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        key,
        '-out',
        certificate,
        '-subj',
        '/CN=other',
        '-days',
        '2',
      ],
      { stdio: 'ignore' },
    );
    const other = { 'certificate-authority-data': readFileSync(certificate).toString('base64') };
    const session = await sessionFor(kubeconfigFor(controlPlane(), { token: 'x' }, other));
    const error = errorOf(await session.list(pods));
    expect(error.code).toBe('tls');
    expect(error.message).toContain('certificate-authority-data');
    const garbage = {
      'client-certificate-data': 'bm90IHBlbQ==',
      'client-key-data': 'bm90IHBlbQ==',
    };
    const unreadable = await sessionFor(kubeconfigFor(controlPlane(), garbage));
    expect(errorOf(await unreadable.list(pods)).code).toBe('tls');
  });

  test('an entry that changes again and again leaves no connections behind, and an old session works on', async () => {
    const counter = await countedConnections(controlPlane().url);
    const kubeconfig = (namespace?: string) =>
      controlPlane().kubeconfig('viewer', namespace).replace(controlPlane().url, counter.url);
    const file = fileIn(temporaryFolder(), 'config', kubeconfig());
    const service = serviceFor([file]);
    const first = valueOf(await service.session());
    valueOf(await first.list(pods));
    for (let number = 0; number < 12; number++) {
      writeFileSync(file, kubeconfig(`ns-${number}`));
      valueOf(await valueOf(await service.session()).list(pods));
    }
    // By itself the API server closes a connection that rests after a minute and a half.
    await expect.poll(() => counter.open.size, { timeout: 30_000 }).toBe(1);
    valueOf(await first.list(pods));
  });

  /** Passes all bytes on to the API server and counts the connections that stand. */
  const countedConnections = async (serverUrl: string) => {
    const { hostname, port } = new URL(serverUrl);
    const open = new Set<Socket>();
    const server = createServer((client) => {
      const upstream = connect(Number(port), hostname);
      open.add(client);
      client.on('close', () => {
        open.delete(client);
        upstream.destroy();
      });
      upstream.on('close', () => client.destroy());
      for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
      client.pipe(upstream).pipe(client);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => {
      for (const socket of open) socket.destroy();
      server.close();
    });
    const address = server.address();
    return { open, url: `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` };
  };

  test('a token file is read, and a missing one named', async () => {
    const folder = temporaryFolder();
    const tokenFile = fileIn(folder, 'token', `${controlPlane().tokens.viewer}\n`);
    const session = await sessionFor(kubeconfigFor(controlPlane(), { tokenFile }));
    valueOf(await session.list(pods));
    const service = serviceFor([
      fileIn(folder, 'config', kubeconfigFor(controlPlane(), { tokenFile: 'gone' })),
    ]);
    const error = errorOf(await service.session());
    expect(error.code).toBe('certificate-file-missing');
    expect(error.message).toContain(join(folder, 'gone'));
  });

  test('a token file that is replaced is read again; an emptied or removed one is told and never anonymous', async () => {
    const folder = temporaryFolder();
    const tokenFile = fileIn(folder, 'token', 'not-yet-good');
    const kubeconfig = kubeconfigFor(controlPlane(), { tokenFile });
    const service = serviceFor([fileIn(folder, 'config', kubeconfig)]);
    const session = valueOf(await service.session());
    for (let round = 0; round < 3; round++) {
      expect(errorOf(await session.list(pods))).toMatchObject({ code: 'unauthorized' });
    }
    writeFileSync(tokenFile, `\n  ${controlPlane().tokens.viewer} \r\n`);
    valueOf(await session.list(pods));
    for (const change of [() => writeFileSync(tokenFile, ' \n'), () => rmSync(tokenFile)]) {
      change();
      const inUse = errorOf(await session.list(pods));
      expect(inUse.code).toBe('certificate-file-missing');
      expect(inUse.message).toContain(tokenFile);
      const fresh = await sessionFor(kubeconfig).then(
        (other) => other.list(pods),
        (error: unknown) => String(error),
      );
      const words = typeof fresh === 'string' ? fresh : errorOf(fresh).message;
      expect(words).toContain(tokenFile);
      expect(words).toMatch(/is empty|is missing/);
    }
    writeFileSync(tokenFile, controlPlane().tokens.viewer);
    valueOf(await session.list(pods));
  });

  test('a token with a line end or blanks is trimmed', async () => {
    const token = ` ${controlPlane().tokens.viewer}\n`;
    valueOf(await (await sessionFor(kubeconfigFor(controlPlane(), { token }))).list(pods));
  });

  test('impersonates the user and the groups that the kubeconfig names', async () => {
    const token = controlPlane().tokens.admin;
    const asNobody = await sessionFor(kubeconfigFor(controlPlane(), { token, as: 'nobody' }));
    expect(errorOf(await asNobody.list(pods)).message).toContain('User nobody may not list');
    const inGroup = { token, as: 'nobody', 'as-groups': ['system:masters'] };
    valueOf(await (await sessionFor(kubeconfigFor(controlPlane(), inGroup))).list(pods));
  });

  test('a server that goes and comes back is unreachable meanwhile and works after', async () => {
    const session = await admin();
    valueOf(await session.list(pods));
    await controlPlane().stopApiServer();
    expect(errorOf(await session.list(pods)).code).toBe('unreachable');
    await controlPlane().startApiServer();
    valueOf(await session.list(pods));
  });
});
