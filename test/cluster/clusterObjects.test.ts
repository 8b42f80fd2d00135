// What open manifests are told of the cluster: the built language server, and a session with a real API server that answers as
// the client does.
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import type { ClusterSession } from '../../cluster/api.ts';
import { fileUriOf } from '../../shared/uri.ts';
import {
  clusterKeysRequest,
  clusterNamesRequest,
  clusterSchemasNotification,
  liveObjectRequest,
  type ClusterKeysParams,
  type ClusterNamesParams,
  type LiveObjectParams,
} from '../../shared/protocol.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { ServerProcess } from '../harness/serverProcess.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { fileIn, sessionFor, temporaryFolder, valueOf } from './clusterFixture.ts';

const claim = (storageClass: string, storage = '2Gi'): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: lake, namespace: default }\nspec:\n  accessModes: [ReadWriteOnce]\n  storageClassName: ${storageClass}\n  resources: { requests: { storage: ${storage} } }\n`;
const pod = (claimName: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: reader, namespace: default }\nspec:\n  containers: [{ name: a, image: "b:1" }]\n  volumes: [{ name: v, persistentVolumeClaim: { claimName: ${claimName} } }]\n`;

await controlPlaneOrSkip('open manifests beside a real cluster', {}, (controlPlane) => {
  /** A server with these files open, whose client is connected with the cluster, and all texts that went to it. */
  const opened = async (files: Readonly<Record<string, string>>) => {
    const session = await sessionFor(controlPlane().kubeconfig('admin'));
    const folder = temporaryFolder();
    for (const [name, text] of Object.entries(files)) fileIn(folder, name, text);
    const server = await ServerProcess.start({ folder, settings: {} });
    onTestFinished(() => server.stop());
    const sent: string[] = [];
    answer(server, session, sent);
    await server.connection.sendNotification(clusterSchemasNotification.method, {
      cluster: { context: 'test', groupVersions: {} },
    });
    for (const [name, text] of Object.entries(files))
      await server.open(fileUriOf(join(folder, name)), text);
    /** What is said of a file, once something is that is looked for. */
    const told = async (name: string, isWanted: (found: Diagnostic) => boolean) => {
      const last = () => server.last(fileUriOf(join(folder, name))) ?? [];
      await waitUntil('what is said', () => last().some(isWanted));
      return last();
    };
    return { told, sent, server };
  };

  const make = async (path: string, object: object): Promise<void> => {
    const { status, text } = await controlPlane().request('POST', path, object);
    if (status >= 400 && status !== 409) throw new Error(text);
  };

  const makeClaim = () =>
    make('/api/v1/namespaces/default/persistentvolumeclaims', {
      metadata: { name: 'lake' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '2Gi' } },
      },
    });

  const isFixed = ({ code }: Diagnostic): boolean => code === 'fixed-field';

  describe('the object itself', () => {
    test('a change that the server refuses is told, and one that it takes is not', async () => {
      await makeClaim();
      const { told } = await opened({ 'a.yaml': claim('slow'), 'b.yaml': claim('fast', '3Gi') });
      const found = await told('a.yaml', isFixed);
      expect(found.find(isFixed)?.message).toMatch(
        /^the object in test has "fast" here: the API server refuses to change/,
      );
      const others = await told('b.yaml', ({ code }) => code === 'reference-missing');
      expect(others.filter(isFixed)).toEqual([]);
    });

    test('values of a Secret do not reach the language server', async () => {
      await make('/api/v1/namespaces/default/secrets', {
        metadata: { name: 'login' },
        type: 'Opaque',
        stringData: { password: 'swordfish' },
      });
      const { told, sent } = await opened({
        'a.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata: { name: login, namespace: default }\ntype: example.com/other\n',
      });
      await told('a.yaml', isFixed);
      expect(sent.join()).toContain('name: login');
      expect(sent.join()).not.toMatch(/swordfish|c3dvcmRmaXNo/);
    });
  });

  describe('keys of Secrets and ConfigMaps that it names', () => {
    const reader = (key: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: reader, namespace: default }\nspec:\n  containers:\n    - name: a\n      image: b:1\n      env: [{ name: X, valueFrom: { secretKeyRef: { name: login, key: ${key} } } }]\n`;
    const isKey = ({ code }: Diagnostic): boolean => code === 'key-missing';
    const makeLogin = () =>
      make('/api/v1/namespaces/default/secrets', {
        metadata: { name: 'login' },
        type: 'Opaque',
        stringData: { password: 'swordfish' },
      });

    test('a key that is not there is told, and no value reaches the language server or its log', async () => {
      await makeLogin();
      const { told, sent, server } = await opened({ 'a.yaml': reader('pasword') });
      const found = await told('a.yaml', isKey);
      expect(found.find(isKey)?.message).toBe(
        'Secret "login" of the cluster of test has no key "pasword": did you mean "password"?',
      );
      expect(sent).toContain('["password"]');
      const everything = [...sent, ...server.logged, JSON.stringify(found)].join('\n');
      expect(everything).not.toMatch(/swordfish|c3dvcmRmaXNo/);
    });

    test('who may not read the object knows no keys of it', async () => {
      await makeLogin();
      const session = await sessionFor(controlPlane().kubeconfig('nobody'));
      const login = { apiVersion: 'v1', kind: 'Secret', namespace: 'default', name: 'login' };
      expect(await session.keys(login)).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
      const admin = await sessionFor(controlPlane().kubeconfig('admin'));
      expect(valueOf(await admin.keys(login))).toEqual(['password']);
    });
  });

  describe('names that it refers to', () => {
    test('what the cluster has is not missing, what it has not is a warning', async () => {
      await makeClaim();
      const { told } = await opened({
        'a.yaml': `${pod('pond')}---\n${pod('lake').replace('reader', 'other')}`,
      });
      const isCertain = ({ message }: Diagnostic): boolean =>
        typeof message === 'string' && message.includes('nor the cluster of test has');
      const found = await told('a.yaml', isCertain);
      expect(found.filter(({ code }) => code === 'reference-missing')).toMatchObject([
        { severity: 2, message: expect.stringContaining('a PersistentVolumeClaim "pond"') },
      ]);
    });

    test('names are listed as metadata alone, and a kind that may not be listed has none', async () => {
      const session = await sessionFor(controlPlane().kubeconfig('editor'));
      await makeClaim();
      const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
      expect(valueOf(await session.names(claims))).toContain('lake');
      const refused = await session.names({
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
      });
      expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    });
  });
});

/** As `client/editor/clusterObjects.ts` does in VS Code. */
function answer({ connection }: ServerProcess, session: ClusterSession, sent: string[]): void {
  connection.onRequest(
    liveObjectRequest.method,
    async ({ context: _, ...ref }: LiveObjectParams) => {
      const yaml = await session.getYaml(ref);
      if (yaml.ok) sent.push(yaml.value);
      return yaml.ok ? { text: yaml.value } : null;
    },
  );
  connection.onRequest(
    clusterNamesRequest.method,
    async ({ context: _, ...query }: ClusterNamesParams) => {
      const found = await session.names(query);
      return found.ok ? { names: found.value } : null;
    },
  );
  connection.onRequest(
    clusterKeysRequest.method,
    async ({ context: _, ...ref }: ClusterKeysParams) => {
      const found = await session.keys({ apiVersion: 'v1', ...ref });
      sent.push(JSON.stringify(found.ok ? found.value : null));
      return found.ok ? { keys: found.value } : null;
    },
  );
}
