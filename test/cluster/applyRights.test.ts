// Users with fewer rights than an apply needs: who may create but not patch, and who may only read.
import { expect, test } from 'vitest';
import type { PlanEntry } from '../../cluster/api.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';
const configMap = (name: string, data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: ${data}\n`;

await controlPlaneOrSkip('apply with few rights', { apiServerOnly: true }, (controlPlane) => {
  const post = (path: string, body: object) => controlPlane().request('POST', path, body);
  /** A session of a user who may do only this with ConfigMaps and Secrets of the namespace default. */
  const sessionThatMay = async (...verbs: string[]) => {
    const name = `may-${verbs.join('-')}`;
    const metadata = { name };
    const roles = '/apis/rbac.authorization.k8s.io/v1/namespaces/default';
    await post('/api/v1/namespaces/default/serviceaccounts', { metadata });
    await post(`${roles}/roles`, {
      metadata,
      rules: [{ apiGroups: [''], resources: ['configmaps', 'secrets'], verbs }],
    });
    await post(`${roles}/rolebindings`, {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'default' }],
    });
    const path = `/api/v1/namespaces/default/serviceaccounts/${name}/token`;
    const { body } = await post(path, { spec: {} });
    return sessionFor(kubeconfigFor(controlPlane(), { token: body.status.token as string }));
  };
  const entryOf = async (
    session: Awaited<ReturnType<typeof sessionFor>>,
    text: string,
  ): Promise<PlanEntry | undefined> => valueOf(await session.plan(splitManifest(text))).entries[0];

  test('who may create but not patch makes new objects with create', async () => {
    const session = await sessionThatMay('get', 'create');
    const plan = valueOf(await session.plan(splitManifest(configMap('made', '{ a: "1" }'))));
    expect(plan.entries[0]).toMatchObject({ action: 'create', diff: { before: '' } });
    expect(plan.entries[0]?.diff?.after).toContain('a: "1"');
    expect(plan.entries[0]?.note).toContain('as you may not patch');
    expect((await controlPlane().request('GET', `${configMaps}/made`)).status).toBe(404);
    const { results } = await session.apply(plan);
    expect(results[0]).toMatchObject({ outcome: 'applied', change: 'created' });
    expect((await controlPlane().request('GET', `${configMaps}/made`)).body.data).toEqual({
      a: '1',
    });

    const change = await entryOf(session, configMap('made', '{ a: "2" }'));
    expect(change).toMatchObject({ action: 'refused', error: { deniedVerb: 'patch' } });
  });

  test('what was made with create is ours for who may patch later: no conflict, and a removed key goes', async () => {
    const maker = await sessionThatMay('get', 'create');
    const text = configMap('handed-on', '{ a: "1", b: "1" }');
    await maker.apply(valueOf(await maker.plan(splitManifest(text))));
    const admin = await sessionFor(controlPlane().kubeconfig('admin'));
    const documents = splitManifest(configMap('handed-on', '{ a: "2" }'));
    const plan = valueOf(await admin.plan(documents, { removeLeft: [0] }));
    expect(plan.entries[0]).toMatchObject({
      action: 'change',
      left: { by: 'an earlier apply', fields: ['data.b'], isRemoved: true },
    });
    const { results } = await admin.apply(plan);
    expect(results[0]).toMatchObject({ outcome: 'applied', change: 'changed' });
    expect((await controlPlane().request('GET', `${configMaps}/handed-on`)).body.data).toEqual({
      a: '2',
    });
  });

  test('an object that create refuses is refused for that reason', async () => {
    const session = await sessionThatMay('get', 'create');
    const entry = await entryOf(session, configMap('bad', '{ "a b": "1" }'));
    expect(entry).toMatchObject({ action: 'refused', error: { code: 'invalid' } });
  });

  test('who may only read sees the difference, marked as not checked by the server', async () => {
    const admin = await sessionFor(controlPlane().kubeconfig('admin'));
    const text = configMap('read', '{ same: "1", other: "1", gone: "1" }');
    await admin.apply(valueOf(await admin.plan(splitManifest(text))));
    await controlPlane().request(
      'PATCH',
      `${configMaps}/read?fieldManager=somebody`,
      JSON.stringify({ data: { theirs: '1' } }),
      { contentType: 'application/merge-patch+json' },
    );
    const session = await sessionThatMay('get');
    const entry = await entryOf(session, configMap('read', '{ same: "1", other: "2" }'));
    expect(entry).toMatchObject({
      action: 'refused',
      unchecked: 'different',
      error: { code: 'forbidden', deniedVerb: 'patch' },
    });
    expect(entry?.diff?.before).toContain(
      'data:\n  gone: "1"\n  other: "1"\n  same: "1"\n  theirs: "1"\n',
    );
    const after = entry?.diff?.after ?? '';
    expect(after).toMatch(/other: "2"/);
    expect(after).toMatch(/theirs: "1"/);
    expect(after).not.toMatch(/gone|resourceVersion/);

    const same = await entryOf(session, text);
    expect(same).toMatchObject({ action: 'refused', unchecked: 'same' });
    const missing = await entryOf(session, configMap('not-there', '{ a: "1" }'));
    expect(missing).toMatchObject({
      action: 'refused',
      unchecked: 'different',
      diff: { before: '' },
    });
  });

  test('the comparison of a Secret shows no value', async () => {
    await post('/api/v1/namespaces/default/secrets', {
      metadata: { name: 'login' },
      stringData: { word: 'hunter21' },
    });
    const session = await sessionThatMay('get');
    const entry = await entryOf(
      session,
      'apiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { word: hunter22 }\n',
    );
    expect(entry).toMatchObject({ unchecked: 'different' });
    expect(entry?.diff?.after).toContain('word: <hidden, 8 bytes, changed>');
    expect(JSON.stringify({ ...entry, document: undefined })).not.toMatch(/hunter2|aHVudGVyM/);
  });

  test('who may neither read nor patch is told so, with nothing to compare', async () => {
    const session = await sessionThatMay('list');
    const entry = await entryOf(session, configMap('unseen', '{ a: "1" }'));
    expect(entry).toMatchObject({ action: 'refused', error: { code: 'forbidden' } });
    expect(entry?.unchecked).toBeUndefined();
  });
});
