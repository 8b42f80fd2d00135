import { expect, test } from 'vitest';
import type { ApplyReport, ClusterSession, Plan, PlanEntry } from '../../cluster/api.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { answerDroppingProxy } from './answerDroppingProxy.ts';
import { errorOf, kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';
import { crdText } from '../harness/crdText.ts';

const configMap = (name: string, value: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}data:\n  key: "${value}"\n`;

const widgetDefinition = (group: string) =>
  crdText({ group, kind: 'Widget', fields: 'size: { type: integer, maximum: 5 }' });

async function planOf(
  session: ClusterSession,
  text: string,
  options?: Parameters<ClusterSession['plan']>[1],
): Promise<Plan> {
  return valueOf(await session.plan(splitManifest(text), options));
}

async function onlyEntry(session: ClusterSession, text: string): Promise<PlanEntry> {
  const { entries } = await planOf(session, text);
  expect(entries).toHaveLength(1);
  return entries[0]!;
}

/** `applied created`, `refused`, … one for each document. */
function outcomes({ results }: ApplyReport): string[] {
  return results.map((result) =>
    result.outcome === 'applied' ? `applied ${result.change}` : result.outcome,
  );
}

await controlPlaneOrSkip('apply on a real control plane', { nodes: 1 }, (controlPlane) => {
  const admin = () => sessionFor(controlPlane().kubeconfig('admin'));
  const live = async (name: string, path = '/api/v1/namespaces/default/configmaps') =>
    await controlPlane().request('GET', `${path}/${name}`);

  test('create, then unchanged, then change: planned and applied, and nothing before it is applied', async () => {
    const session = await admin();
    const first = await planOf(session, configMap('steps', 'one'));
    expect(first.target).toEqual({
      context: 'admin',
      server: controlPlane().url,
      namespace: 'default',
    });
    expect(first.entries[0]).toMatchObject({
      action: 'create',
      diff: { before: '' },
      ref: { kind: 'ConfigMap', name: 'steps', namespace: 'default' },
    });
    expect(first.entries[0]?.diff?.after).toContain('key: one');
    expect((await live('steps')).status).toBe(404);

    const report = await session.apply(first);
    expect(outcomes(report)).toEqual(['applied created']);
    expect(report.results[0]?.text).toBe('created ConfigMap steps in namespace default');
    expect((await live('steps')).body.metadata.managedFields[0]).toMatchObject({
      manager: 'data-platform-manifests',
      operation: 'Apply',
    });

    const again = await planOf(session, configMap('steps', 'one'));
    expect(again.entries[0]).toMatchObject({ action: 'unchanged' });
    expect(again.entries[0]?.diff?.before).toBe(again.entries[0]?.diff?.after);
    expect(outcomes(await session.apply(again))).toEqual(['applied unchanged']);

    const change = await planOf(session, configMap('steps', 'two'));
    expect(change.entries[0]).toMatchObject({ action: 'change' });
    expect(change.entries[0]?.diff?.before).toContain('key: one');
    expect(change.entries[0]?.diff?.after).toContain('key: two');
    expect(change.entries[0]?.diff?.after).not.toMatch(
      /uid|resourceVersion|managedFields|creationTimestamp/,
    );
    expect(outcomes(await session.apply(change))).toEqual(['applied changed']);
    expect((await live('steps')).body.data).toEqual({ key: 'two' });
  });

  test('a workload compared with its live object shows only what the manifest changes', async () => {
    const session = await admin();
    const deployment = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "${image}", resources: { requests: { cpu: 1000m } } }] }
`;
    valueOf({ ok: true, value: await session.apply(await planOf(session, deployment('nginx:1'))) });
    await expect
      .poll(
        async () =>
          (await live('web', '/apis/apps/v1/namespaces/default/deployments')).body.status
            ?.readyReplicas,
        { timeout: 20_000 },
      )
      .toBe(1);
    expect((await onlyEntry(session, deployment('nginx:1'))).action).toBe('unchanged');
    const { before = '', after = '' } =
      (await onlyEntry(session, deployment('nginx:2'))).diff ?? {};
    expect(after.split('\n').filter((line) => !before.includes(line))).toEqual([
      '          image: nginx:2',
    ]);
    expect(before).not.toContain('status:');
  });

  test('fields of another owner are a conflict that names owner and field, and are taken over only when asked', async () => {
    const session = await admin();
    await controlPlane().request(
      'PATCH',
      '/api/v1/namespaces/default/configmaps/shared?fieldManager=helm',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'shared' },
        data: { key: 'theirs' },
      }),
      { contentType: 'application/apply-patch+yaml' },
    );
    const plan = await planOf(session, configMap('shared', 'ours'));
    expect(plan.entries[0]).toMatchObject({
      action: 'conflict',
      conflicts: [{ manager: 'helm', path: ['data', 'key'], field: 'data.key' }],
    });
    expect(plan.entries[0]?.diff?.before).toContain('theirs');
    expect(plan.entries[0]?.diff?.after).toContain('ours');
    expect(plan.entries[0]?.error?.message).toContain('belongs to helm');

    const careful = await session.apply(plan);
    expect(outcomes(careful)).toEqual(['not-sent']);
    expect((await live('shared')).body.data.key).toBe('theirs');
    expect(outcomes(await session.apply(plan, { force: [0] }))).toEqual(['applied changed']);
    expect((await live('shared')).body.data.key).toBe('ours');
  });

  test('what another owner took between plan and apply is refused at apply', async () => {
    const session = await admin();
    const plan = await planOf(session, configMap('raced', 'ours'));
    await controlPlane().request(
      'PATCH',
      '/api/v1/namespaces/default/configmaps/raced?fieldManager=helm',
      configMap('raced', 'theirs'),
      { contentType: 'application/apply-patch+yaml' },
    );
    const report = await session.apply(plan);
    expect(outcomes(report)).toEqual(['refused']);
    expect(report.results[0]).toMatchObject({ error: { code: 'conflict' } });
    expect(report.results[0]?.text).toContain('data.key would change but belongs to helm');
    expect((await live('raced')).body.data.key).toBe('theirs');
  });

  test('what cannot be sent is not: no kind, no name, broken YAML, unknown kind, missing namespace', async () => {
    const session = await admin();
    const text = [
      'kind: ConfigMap\nmetadata: { name: a }\n',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a\ndata: [\n',
      'apiVersion: example.com/v1\nkind: Gadget\nmetadata: { name: a }\n',
      configMap('a', '1', '  namespace: not-there\n'),
      configMap('the-good-one', '1'),
    ].join('---\n');
    const plan = await planOf(session, text);
    expect(plan.entries.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 5 }, () => 'not-applicable'),
      'create',
    ]);
    const codes = plan.entries.map(({ error }) => error?.code);
    expect(codes).toEqual([
      'invalid',
      'invalid',
      'invalid',
      'kind-unknown',
      'namespace-missing',
      undefined,
    ]);
    expect(plan.entries.map(({ error }) => error?.message).slice(0, 3)).toEqual([
      'The document has no apiVersion',
      'The document has no metadata.name',
      expect.stringMatching(/^Not valid YAML at line 10, column 11: "\{" is not closed/),
    ]);
    expect(plan.entries[4]?.missingNamespace).toBe('not-there');
    expect(outcomes(await session.apply(plan))).toEqual([
      ...Array.from({ length: 5 }, () => 'not-sent'),
      'applied created',
    ]);

    valueOf(await session.createNamespace('not-there'));
    const after = await planOf(session, configMap('a', '1', '  namespace: not-there\n'));
    expect(after.entries[0]?.action).toBe('create');
    expect(outcomes(await session.apply(after))).toEqual(['applied created']);
  });

  test.each<[string, string, (string | number)[], string]>([
    [
      'unknown field',
      'spec:\n  containers: [{ name: a, image: b }, { name: web, image: c, imagee: d }]',
      ['spec', 'containers', 1, 'imagee'],
      'UnknownField',
    ],
    [
      'wrong type',
      'spec:\n  containers: [{ name: a, image: b, ports: [{ containerPort: http }] }]',
      ['spec', 'containers', 0, 'ports', 0, 'containerPort'],
      'FieldValueTypeInvalid',
    ],
    [
      'missing value',
      'spec:\n  containers: [{ name: a }]',
      ['spec', 'containers', 0, 'image'],
      'FieldValueRequired',
    ],
    [
      'reference',
      'spec:\n  containers: [{ name: a, image: b, volumeMounts: [{ name: gone, mountPath: /x }] }]',
      ['spec', 'containers', 0, 'volumeMounts', 0, 'name'],
      'FieldValueNotFound',
    ],
    [
      'quantity',
      'spec:\n  containers: [{ name: a, image: b, resources: { limits: { memory: 1Gib } } }]',
      ['spec', 'containers', 0, 'resources', 'limits', 'memory'],
      'FieldValueInvalid',
    ],
    [
      'double key',
      'spec:\n  restartPolicy: Never\n  restartPolicy: Always\n  containers: [{ name: a, image: b }]',
      ['spec', 'restartPolicy'],
      'DuplicateField',
    ],
    [
      'double item',
      'spec:\n  containers: [{ name: a, image: b }, { name: a, image: c }]',
      ['spec', 'containers', 1],
      'FieldValueDuplicate',
    ],
    [
      'label value',
      'spec:\n  nodeSelector: { "example.com/disk": "a b" }\n  containers: [{ name: a, image: b }]',
      ['spec', 'nodeSelector', 'example.com/disk'],
      'FieldValueInvalid',
    ],
  ])('a refusal lands on its field: %s', async (_what, spec, path, reason) => {
    const session = await admin();
    const entry = await onlyEntry(
      session,
      `# comment\napiVersion: v1\nkind: Pod\nmetadata: { name: faulty }\n${spec}\n`,
    );
    expect(entry.action).toBe('refused');
    expect(entry.error?.code).toBe('invalid');
    expect(entry.error?.causes).toContainEqual(expect.objectContaining({ path, reason }));
  });

  test('an object refused in the plan stays refused, and the rest is applied', async () => {
    const session = await admin();
    const text = `${configMap('before', '1')}---\napiVersion: v1\nkind: Pod\nmetadata: { name: bad }\nspec: {}\n---\n${configMap('behind', '1')}`;
    const seen: string[] = [];
    const plan = await planOf(session, text);
    const report = await session.apply(plan, {
      onProgress: (done, total, { outcome }) => seen.push(`${done}/${total} ${outcome}`),
    });
    expect(outcomes(report)).toEqual(['applied created', 'refused', 'applied created']);
    // Pods go after ConfigMaps, wherever they stand.
    expect(seen).toEqual(['1/3 applied', '2/3 applied', '3/3 refused']);
    const some = await session.apply(plan, { only: [2] });
    expect(outcomes(some)).toEqual(['not-sent', 'not-sent', 'applied unchanged']);
  });

  test('a namespace, a kind and their objects in one file are applied in one go', async () => {
    const session = await admin();
    const text = [
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: fresh }\n',
      configMap('in-fresh', '1', '  namespace: fresh\n'),
      'apiVersion: v1\nkind: Pod\nmetadata: { name: early, namespace: fresh }\nspec: { containers: [{ name: a, image: b }] }\n',
      widgetDefinition('fresh.example.com'),
      'apiVersion: fresh.example.com/v1\nkind: Widget\nmetadata: { name: small, namespace: fresh }\nspec: { size: 1 }\n',
      'apiVersion: fresh.example.com/v1\nkind: Widget\nmetadata: { name: large, namespace: fresh }\nspec: { size: 9 }\n',
    ].join('---\n');
    const plan = await planOf(session, text);
    expect(plan.entries.map(({ action }) => action)).toEqual([
      'create',
      'create-after',
      'create-after',
      'create',
      'create-after',
      'refused', // by the CRD of the plan itself
    ]);
    expect(plan.entries.map(({ afterDocument }) => afterDocument)).toEqual([
      undefined,
      0,
      0,
      undefined,
      3,
      undefined,
    ]);
    expect(plan.entries[5]?.error?.causes[0]?.path).toEqual(['spec', 'size']);
    expect(plan.entries[1]?.note).toContain('after Namespace fresh');
    expect(plan.entries[1]?.diff?.after).toContain('name: in-fresh');
    const report = await session.apply(plan);
    expect(outcomes(report)).toEqual([
      ...Array.from({ length: 5 }, () => 'applied created'),
      'refused',
    ]);
  });

  test('what needs a namespace that was left out is not sent', async () => {
    const session = await admin();
    const text = `apiVersion: v1\nkind: Namespace\nmetadata: { name: left-out }\n---\n${configMap('in-it', '1', '  namespace: left-out\n')}`;
    const report = await session.apply(await planOf(session, text), { only: [1] });
    expect(outcomes(report)).toEqual(['not-sent', 'not-sent']);
    expect(report.results[1]?.text).toContain('it needs Namespace left-out, which was not applied');
  });

  test('a Secret shows which values change and never the values', async () => {
    const session = await admin();
    const secret = (password: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { user: reader, password: ${password} }\n`;
    const create = await planOf(session, secret('hunter2'));
    await session.apply(create);
    expect((await onlyEntry(session, secret('hunter2'))).action).toBe('unchanged');
    const change = await onlyEntry(session, secret('hunter3'));
    expect(change.action).toBe('change');
    expect(change.diff?.before).toContain('password: <hidden, 7 bytes>\n');
    expect(change.diff?.after).toContain('password: <hidden, 7 bytes, changed>');
    expect(change.diff?.after).toContain('user: <hidden, 6 bytes>\n');
    const shown = { ...change, document: undefined };
    expect(JSON.stringify([shown, create.entries[0]?.diff?.after])).not.toMatch(
      /hunter|aHVudGVy|reader|cmVhZGVy/,
    );
  });

  test('a refused Secret does not show its values either', async () => {
    const session = await admin();
    const secret = (data: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: refused }\n${data}\n`;
    const number = await onlyEntry(session, secret('stringData: { pin: 4711, word: hunter2 }'));
    expect(number).toMatchObject({
      action: 'refused',
      error: { causes: [{ path: ['stringData', 'pin'] }] },
    });
    const encoding = await onlyEntry(session, secret('data: { word: "hunter2 is not base64" }'));
    expect(encoding).toMatchObject({
      action: 'refused',
      error: { causes: [{ path: ['data', 'word'] }] },
    });
    expect(JSON.stringify([number.error, encoding.error])).not.toMatch(/4711|hunter2/);
  });

  test('generateName is created anew each time, with the name in the report', async () => {
    const session = await admin();
    const plan = await planOf(
      session,
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { generateName: run- }\ndata: { a: b }\n',
    );
    expect(plan.entries[0]).toMatchObject({
      action: 'create',
      note: expect.stringContaining('server makes the name') as string,
    });
    const reports = [await session.apply(plan), await session.apply(plan)];
    expect(reports.flatMap(outcomes)).toEqual(['applied created', 'applied created']);
    const names = reports.map(({ results }) => results[0]?.ref?.name ?? '');
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect((await live(name)).status).toBe(200);
  });

  test('a document without namespace lands in that of the context, or in the one asked for', async () => {
    const session = await sessionFor(controlPlane().kubeconfig('admin', 'kube-public'));
    expect((await onlyEntry(session, configMap('where', '1'))).ref?.namespace).toBe('kube-public');
    const asked = await planOf(session, configMap('where', '1'), { namespace: 'kube-node-lease' });
    await session.apply(asked);
    expect((await live('where', '/api/v1/namespaces/kube-node-lease/configmaps')).status).toBe(200);
  });

  test('a plan is good for its own context and server only', async () => {
    const plan = await planOf(await admin(), configMap('elsewhere', '1'));
    const other = await sessionFor(
      kubeconfigFor(controlPlane(), { token: controlPlane().tokens.admin }),
    );
    const report = await other.apply(plan);
    expect(outcomes(report)).toEqual(['not-sent']);
    expect(report.results[0]?.text).toContain('The plan was made for admin');
    expect((await live('elsewhere')).status).toBe(404);
  });

  test('warnings of the server are handed on, from the plan and from the apply', async () => {
    const session = await admin();
    const plan = await planOf(
      session,
      'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: old }\nspec: { accessModes: [ReadWriteOnce], capacity: { storage: 1Gi }, persistentVolumeReclaimPolicy: Recycle, nfs: { server: nfs.example, path: /x } }\n',
    );
    expect(plan.entries[0]?.warnings).toEqual([expect.stringContaining('Recycle')]);
    expect((await session.apply(plan)).results[0]?.warnings).toEqual(plan.entries[0]?.warnings);
  });

  test('items of a List are applied one by one', async () => {
    const session = await admin();
    const items = ['x', 'y'].map(
      (name) => `- ${configMap(`item-${name}`, name).trimEnd().replaceAll('\n', '\n  ')}`,
    );
    const report = await session.apply(
      await planOf(session, `apiVersion: v1\nkind: List\nitems:\n${items.join('\n')}\n`),
    );
    expect(outcomes(report)).toEqual(['applied created', 'applied created']);
    expect((await live('item-y')).body.data.key).toBe('y');
  });

  test('403 in the plan says verb, resource and namespace', async () => {
    const viewer = await sessionFor(controlPlane().kubeconfig('viewer'));
    const entry = await onlyEntry(viewer, configMap('mine', '1'));
    expect(entry).toMatchObject({ action: 'refused', error: { code: 'forbidden' } });
    expect(entry.error?.message).toContain(
      'User viewer may not patch configmaps in namespace default',
    );
    const stranger = await sessionFor(controlPlane().kubeconfig('stranger'));
    expect(errorOf(await stranger.plan(splitManifest(configMap('mine', '1')))).code).toBe(
      'unauthorized',
    );
  });

  test('a cancelled plan is cancelled, a cancelled apply keeps what was applied and sends no more', async () => {
    const session = await admin();
    const text = Array.from({ length: 10 }, (_, index) => configMap(`cancel-${index}`, '1')).join(
      '---\n',
    );
    expect(
      errorOf(await session.plan(splitManifest(text), { signal: AbortSignal.abort() })).code,
    ).toBe('cancelled');
    const abort = new AbortController();
    const plan = await planOf(session, text);
    const report = await session.apply(plan, {
      signal: abort.signal,
      onProgress: (done) => done === 4 && abort.abort(),
    });
    expect(report.cancelled).toBe(true);
    expect(outcomes(report)).toEqual([
      ...Array.from({ length: 4 }, () => 'applied created'),
      ...Array.from({ length: 6 }, () => 'not-sent'),
    ]);
    expect((await live('cancel-3')).status).toBe(200);
    expect((await live('cancel-4')).status).toBe(404);
  });

  test('a server that goes in the middle: the applied are applied, the rest is not sent', async () => {
    const session = await admin();
    const text = Array.from({ length: 6 }, (_, index) => configMap(`gone-${index}`, '1')).join(
      '---\n',
    );
    const plan = await planOf(session, text);
    let stopping: Promise<void> | undefined;
    const apply = session.apply(plan, {
      onProgress: (done) => {
        if (done === 3) stopping = controlPlane().stopApiServer();
      },
    });
    const report = await apply;
    await stopping;
    await controlPlane().startApiServer();
    const found = await Promise.all(
      plan.entries.map(async ({ ref }) => (await live(ref?.name ?? '')).status === 200),
    );
    const said = report.results.map(({ outcome }) => outcome);
    expect(said.slice(0, 3)).toEqual(['applied', 'applied', 'applied']);
    expect(said.at(-1)).toBe('not-sent');
    // The one that was under way when the server went may be unknown, and then says so; the others are certain.
    for (const [index, outcome] of said.entries()) {
      if (outcome !== 'unknown')
        expect([index, outcome === 'applied']).toEqual([index, found[index]]);
      else expect(report.results[index]?.text).toContain('could not be found out');
    }
    expect(said.filter((outcome) => outcome === 'unknown').length).toBeLessThanOrEqual(1);
    expect(report.results.at(-1)).toMatchObject({ error: { code: 'unreachable' } });
  });

  test('a lost answer is settled by reading the object again, and is unknown only where that fails', async () => {
    const proxy = await answerDroppingProxy(controlPlane().url);
    const session = await sessionFor(
      kubeconfigFor(controlPlane(), { token: controlPlane().tokens.admin }, { server: proxy.url }),
    );
    const text = ['one', 'two', 'three', 'four']
      .map((name) => configMap(`lost-${name}`, '1'))
      .join('---\n');
    const plan = await planOf(session, text);
    const report = await session.apply(plan, {
      onProgress(done) {
        if (done === 1) {
          proxy.cutAnswers();
          setTimeout(() => proxy.letAllPass(), 250);
        }
        if (done === 2) {
          proxy.cutAnswers();
          setTimeout(() => proxy.close(), 50);
        }
      },
    });
    expect(outcomes(report)).toEqual(['applied created', 'applied created', 'unknown', 'not-sent']);
    expect(report.results[1]?.text).toContain('reading it again shows that it was applied');
    expect(report.results[2]?.text).toContain('could not be found out');
    expect((await live('lost-two')).status).toBe(200);
    expect((await live('lost-four')).status).toBe(404);
  });

  test('100 documents take a fraction of a second to plan and to apply', async () => {
    const session = await admin();
    const text = Array.from({ length: 100 }, (_, index) => configMap(`many-${index}`, '1')).join(
      '---\n',
    );
    const documents = splitManifest(text);
    const start = performance.now();
    const plan = valueOf(await session.plan(documents));
    const planned = performance.now();
    const report = await session.apply(plan);
    const applied = performance.now();
    expect(new Set(outcomes(report))).toEqual(new Set(['applied created']));
    const perDocument = { plan: (planned - start) / 100, apply: (applied - planned) / 100 };
    process.stderr.write(
      `per document: plan ${perDocument.plan.toFixed(1)} ms, apply ${perDocument.apply.toFixed(1)} ms\n`,
    );
    // `kubectl apply --server-side` needs 32 ms a document on the same control plane.
    expect(Math.max(perDocument.plan, perDocument.apply)).toBeLessThan(32);
  });
});
