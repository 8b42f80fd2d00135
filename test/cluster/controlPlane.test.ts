// The control plane itself: does it do what the other cluster suites rely on?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { crdsFromSchemas } from '../../scripts/crdFromSchema.ts';
import type { KindEntry, SchemaBundle } from '../../core/schema/schema.ts';
import { packIndex } from '../../core/schema/packedIndex.ts';
import { SchemaStore } from '../../core/schema/schemaStore.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { startControlPlane } from '../harness/controlPlane.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { isProcessAlive } from '../harness/fileLock.ts';
import { installCrds } from '../harness/installCrds.ts';
import { waitUntil } from '../harness/waitUntil.ts';

const inDefault = '/api/v1/namespaces/default';
const claims = `${inDefault}/persistentvolumeclaims`;
const strictDryRun = '?dryRun=All&fieldValidation=Strict';

await controlPlaneOrSkip('a control plane', {}, (controlPlane) => {
  test('a plain claim gets a volume of the default class', async () => {
    const { request } = controlPlane();
    await create(controlPlane(), claims, claimYaml('plain'));
    await waitForPhase(controlPlane(), `${claims}/plain`, 'Bound');
    const { body } = await request('GET', `${claims}/plain`);
    expect(body.spec.storageClassName).toBe('standard');
  });

  test('a claim is bound to the static volume that fits', async () => {
    const { request } = controlPlane();
    await create(
      controlPlane(),
      '/api/v1/persistentvolumes',
      `
kind: PersistentVolume
apiVersion: v1
metadata: { name: exports }
spec:
  capacity: { storage: 50Gi }
  accessModes: [ReadWriteOnce, ReadWriteMany]
  storageClassName: slow
  nfs: { server: 172.22.0.42, path: /exports }
`,
    );
    await create(controlPlane(), claims, claimYaml('static', 'slow'));
    await waitForPhase(controlPlane(), `${claims}/static`, 'Bound');
    const volume = await request('GET', '/api/v1/persistentvolumes/exports');
    expect(volume.body.spec.claimRef.name).toBe('static');
    expect(volume.body.status.phase).toBe('Bound');
  });

  test('a claim of a class with a driver of its own is bound once a pod needs it', async () => {
    await create(
      controlPlane(),
      '/apis/storage.k8s.io/v1/storageclasses',
      `
kind: StorageClass
apiVersion: storage.k8s.io/v1
metadata: { name: fast }
provisioner: csi.example.com
volumeBindingMode: WaitForFirstConsumer
`,
    );
    await create(controlPlane(), claims, claimYaml('fast', 'fast'));
    await create(controlPlane(), `${inDefault}/pods`, podYaml('needs-fast', { claim: 'fast' }));
    await waitForPhase(controlPlane(), `${claims}/fast`, 'Bound');
    await waitForPhase(controlPlane(), `${inDefault}/pods/needs-fast`, 'Running');
  });

  test('a pod runs on the simulated node, and is gone after its deletion', async () => {
    const { request } = controlPlane();
    await create(controlPlane(), `${inDefault}/pods`, podYaml('web'));
    await waitForPhase(controlPlane(), `${inDefault}/pods/web`, 'Running');
    const { body } = await request('GET', `${inDefault}/pods/web`);
    expect(body.spec.nodeName).toBe('node-1');
    expect(body.status.containerStatuses[0].ready).toBe(true);

    await request('DELETE', `${inDefault}/pods/web`);
    await waitUntil(
      'the pod to be gone',
      async () => (await request('GET', `${inDefault}/pods/web`)).status === 404,
    );
  });

  test('a pod shows the trouble that its annotation asks for', async () => {
    const { request } = controlPlane();
    for (const state of ['ImagePullBackOff', 'CrashLoopBackOff']) {
      const path = `${inDefault}/pods/${state.toLowerCase()}`;
      await create(controlPlane(), `${inDefault}/pods`, podYaml(state.toLowerCase(), { state }));
      await waitUntil(`a pod in ${state}`, async () => {
        const { body } = await request('GET', path);
        return body.status.containerStatuses?.[0].state.waiting?.reason === state;
      });
    }
    await create(controlPlane(), `${inDefault}/pods`, podYaml('failed', { state: 'Failed' }));
    await waitForPhase(controlPlane(), `${inDefault}/pods/failed`, 'Failed');
  });

  test('a job completes', async () => {
    const { request } = controlPlane();
    const jobs = '/apis/batch/v1/namespaces/default/jobs';
    await create(
      controlPlane(),
      jobs,
      `
kind: Job
apiVersion: batch/v1
metadata: { name: once }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: main, image: busybox:1.36 }] } } }
`,
    );
    await waitUntil(
      'the job to complete',
      async () => (await request('GET', `${jobs}/once`)).body.status.succeeded === 1,
    );
  });

  test('each user may do what it is there for', async () => {
    const { requestAs } = controlPlane();
    const claim = claimYaml('of-user');
    const post = (user: 'viewer' | 'editor' | 'nobody' | 'stranger', path = claims) =>
      requestAs(user)('POST', `${path}?dryRun=All`, claim, { contentType: 'application/yaml' });
    expect((await requestAs('viewer')('GET', '/api/v1/nodes')).status).toBe(200);
    expect((await post('viewer')).status).toBe(403);
    expect((await post('editor')).status).toBe(201);
    expect((await post('editor', claims.replace('default', 'kube-system'))).status).toBe(403);
    expect((await post('stranger')).status).toBe(401);
    const refused = await post('nobody');
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain(
      'User "nobody" cannot create resource "persistentvolumeclaims"',
    );
  });

  test('a strict dry run names an unknown field, and accepts the manifest without it', async () => {
    const { request } = controlPlane();
    const misspelt = claimYaml('dry').replace('accessModes', 'accessModus');
    const yaml = { contentType: 'application/yaml' };
    const refused = await request('POST', claims + strictDryRun, misspelt, yaml);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain('unknown field "spec.accessModus"');
    expect((await request('POST', claims + strictDryRun, claimYaml('dry'), yaml)).status).toBe(201);
    expect((await request('GET', `${claims}/dry`)).status).toBe(404);
  });

  test('a CRD made from our own schema is served and checks what the schema says', async () => {
    const { request } = controlPlane();
    await installCrds(
      controlPlane(),
      crdsFromSchemas(reportSchemas).map((crd) => JSON.stringify(crd)),
    );
    const path = `/apis/reports.k8s.io/v1/namespaces/default/reports${strictDryRun}`;
    const report = (spec: object) => ({
      apiVersion: 'reports.k8s.io/v1',
      kind: 'Report',
      metadata: { name: 'daily' },
      spec,
    });
    const good = {
      mode: 'cluster',
      memory: '1Gi',
      port: 'http',
      template: { any: [1] },
      next: { next: { x: 1 } },
    };
    expect(await request('POST', path, report(good))).toMatchObject({ status: 201 });
    const message = async (spec: object) =>
      (await request('POST', path, report(spec))).body.message;
    expect(await message({ mode: 'clutser' })).toContain('spec.mode: Unsupported value: "clutser"');
    expect(await message({ ...good, memory: '1GB' })).toContain('spec.memory');
    expect(await message({ ...good, mod: 1 })).toContain('unknown field "spec.mod"');
    expect(await message({})).toContain('spec.mode: Required value');
  });

  test('the API server goes away in the middle and comes back with its data', async () => {
    const { request, stopApiServer, startApiServer } = controlPlane();
    await create(controlPlane(), claims, claimYaml('survivor'));
    await stopApiServer();
    await expect(request('GET', `${claims}/survivor`)).rejects.toThrow(/ECONNREFUSED/);
    await startApiServer();
    expect((await request('GET', `${claims}/survivor`)).status).toBe(200);
  });

  test('two run side by side, and stopping one ends its processes and nobody else', async () => {
    const second = await startControlPlane({ apiServerOnly: true });
    const pids = second.pids();
    const folder = dirname(second.kubeconfigPath);
    expect(second.url).not.toBe(controlPlane().url);
    expect(pids).toHaveLength(2);
    await second.stop();
    expect(pids.filter(isProcessAlive)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(controlPlane().pids()).toHaveLength(5);
    expect((await controlPlane().request('GET', '/readyz')).status).toBe(200);
  });

  test('nothing is left running when the process that started it is killed', async () => {
    const harness = JSON.stringify(new URL('../harness/controlPlane.ts', import.meta.url).href);
    const script = `
      const { startControlPlane } = await import(${harness});
      const { pids } = await startControlPlane();
      console.log(JSON.stringify(pids()));
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as number[];
    expect(pids.filter(isProcessAlive)).toHaveLength(5);
    starter.kill('SIGKILL');
    await waitUntil('its programs to end', () => !pids.some(isProcessAlive), { timeoutMs: 10_000 });
  });

  test('a program that ends early makes the start fail with its own words', async () => {
    const start = startControlPlane({ apiServerOnly: true, apiServerArgs: ['--no-such-flag'] });
    await expect(start).rejects.toThrow(
      /apiserver ended \(exit code 1\)[^]*unknown flag: --no-such-flag/,
    );
  });
});

async function create({ request }: ControlPlane, path: string, yaml: string): Promise<void> {
  const answer = await request('POST', path, yaml, { contentType: 'application/yaml' });
  expect(answer.status, answer.text).toBe(201);
}

async function waitForPhase({ request }: ControlPlane, path: string, phase: string): Promise<void> {
  await waitUntil(
    `${path} to be ${phase}`,
    async () => (await request('GET', path)).body.status?.phase === phase,
    {
      timeoutMs: 30_000,
    },
  );
}

function claimYaml(name: string, storageClass?: string): string {
  return `
kind: PersistentVolumeClaim
apiVersion: v1
metadata: { name: ${name} }
spec:
  ${storageClass ? `storageClassName: ${storageClass}` : ''}
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 30Gi } }
`;
}

function podYaml(name: string, { claim, state }: { claim?: string; state?: string } = {}): string {
  const volume = claim
    ? `volumes: [{ name: data, persistentVolumeClaim: { claimName: ${claim} } }]`
    : '';
  return `
kind: Pod
apiVersion: v1
metadata:
  name: ${name}
  ${state ? `annotations: { simulated/state: ${state} }` : ''}
spec:
  ${volume}
  initContainers: [{ name: before, image: 'busybox:1.36' }]
  containers: [{ name: main, image: 'nginx:1.29' }]
`;
}

const reportKind: KindEntry = {
  group: 'reports.k8s.io',
  version: 'v1',
  kind: 'Report',
  plural: 'reports',
  namespaced: true,
  bundle: 'reports.k8s.io',
  definition: 'Report',
  source: 'Reports operator',
  sourceVersion: 'v1.0.0',
};

const reportBundle: SchemaBundle = {
  Report: {
    type: 'object',
    required: ['spec'],
    properties: { spec: { $ref: '#/Spec' }, status: { type: 'object' } },
  },
  Spec: {
    type: 'object',
    required: ['mode'],
    additionalProperties: false,
    properties: {
      mode: { type: 'string', enum: ['client', 'cluster'] },
      memory: { type: ['string', 'number'], format: 'quantity' },
      port: { type: ['integer', 'string'], 'x-kubernetes-int-or-string': true },
      template: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      next: { $ref: '#/Next' },
    },
  },
  Next: { type: 'object', properties: { next: { $ref: '#/Next' } }, additionalProperties: false },
};

const reportSchemas = new SchemaStore((name) =>
  JSON.stringify(name === 'index' ? packIndex([reportKind]) : reportBundle),
);
