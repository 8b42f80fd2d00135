// What stays behind and is in the way: metadata of the server in exported manifests, places of other owners in the object.
import { expect, test } from 'vitest';
import { fieldPlace } from '../../cluster/applyFlow/fieldPlace.ts';
import type { PlanEntry } from '../../cluster/api.ts';
import { parseManifest, splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';
const configMap = (name: string, value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  key: "${value}"\n`;

await controlPlaneOrSkip(
  'what is in the way of an apply',
  { apiServerOnly: true },
  (controlPlane) => {
    const admin = () => sessionFor(controlPlane().kubeconfig('admin'));
    const request = (...call: Parameters<ReturnType<typeof controlPlane>['request']>) =>
      controlPlane().request(...call);
    const plan = async (text: string) => valueOf(await (await admin()).plan(splitManifest(text)));
    const entryOf = async (text: string) => (await plan(text)).entries[0];
    const apply = async (text: string) => {
      const session = await admin();
      const { results } = await session.apply(valueOf(await session.plan(splitManifest(text))));
      return results[0];
    };
    /** *Open as YAML* of an object that was just made. */
    const exported = async (name: string) => {
      await apply(configMap(name, 'one'));
      const ref = { apiVersion: 'v1', kind: 'ConfigMap', name, namespace: 'default' };
      return valueOf(await (await admin()).getYaml(ref));
    };
    const change = (name: string) =>
      request('PATCH', `${configMaps}/${name}`, '{"metadata":{"labels":{"changed":"yes"}}}', {
        contentType: 'application/merge-patch+json',
      });
    /** The lines of the manifest that a refusal points at, with its words. */
    const told = (text: string, entry: PlanEntry | undefined) => {
      const [document] = splitManifest(text);
      return (entry?.error?.causes ?? []).map(({ path, message }) => {
        const { start } = fieldPlace(text, document!, path);
        const line = text.slice(text.lastIndexOf('\n', start - 1) + 1).split('\n', 1)[0];
        return `${line?.trim()} -> ${message}`;
      });
    };

    test('an export of the object as it is can be applied', async () => {
      const text = await exported('fresh');
      expect(text).toMatch(/uid:[^]*resourceVersion:/);
      expect(await entryOf(text)).toMatchObject({ action: 'unchanged' });
    });

    test('an export of an object that has changed since is told at its resourceVersion, with what to do', async () => {
      const text = await exported('changed');
      await change('changed');
      const entry = await entryOf(text);
      expect(entry).toMatchObject({ action: 'refused', error: { code: 'conflict' } });
      expect(told(text, entry)).toEqual([
        expect.stringMatching(
          /^resourceVersion: "\d+" -> .* changed since \(to \d+\)\. .* remove this line/,
        ),
      ]);
      expect(entry?.error?.message).toContain('remove this line');
      const without = text.replace(/\n {2}resourceVersion: .*/, '');
      expect(await entryOf(without.replace('"one"', '"two"').replace('one', 'two'))).toMatchObject({
        action: 'change',
      });
    });

    test('an export of an object that was deleted makes it anew, and says which lines to remove', async () => {
      const text = await exported('deleted');
      await request('DELETE', `${configMaps}/deleted`);
      const entry = await entryOf(text);
      expect(entry).toMatchObject({ action: 'create' });
      expect(entry?.note).toContain(
        'metadata.uid and metadata.resourceVersion belong to an object',
      );
      expect(await apply(text)).toMatchObject({ outcome: 'applied', change: 'created' });
      expect((await request('GET', `${configMaps}/deleted`)).body.data).toEqual({ key: 'one' });
    });

    test('an export of an object that somebody made again is told at both lines, and never applied to it', async () => {
      const text = await exported('again');
      await request('DELETE', `${configMaps}/again`);
      await request('POST', configMaps, { metadata: { name: 'again' }, data: { other: 'theirs' } });
      const entry = await entryOf(text);
      expect(entry?.action).toBe('refused');
      const lines = told(text, entry);
      expect(lines).toHaveLength(2);
      expect(lines).toContainEqual(expect.stringMatching(/^uid: .* -> .*another object.* Remove/));
      expect(lines).toContainEqual(
        expect.stringMatching(/^resourceVersion: .* -> .*that other object\. Remove/),
      );
      const bare = text.replace(/\n {2}resourceVersion: .*/, '');
      expect(told(bare, await entryOf(bare))).toContainEqual(expect.stringMatching(/^uid: /));
      expect((await request('GET', `${configMaps}/again`)).body.data).toEqual({ other: 'theirs' });
    });

    test('managedFields are told at their line', async () => {
      const text = configMap('managed', 'a').replace(
        '\ndata:',
        '\n  managedFields: [{ manager: x, operation: Update }]\ndata:',
      );
      expect(told(text, await entryOf(text))).toEqual([
        expect.stringMatching(/^managedFields: .* -> Only the API server writes managedFields/),
      ]);
    });

    test('a key that stands twice in such a manifest is still refused', async () => {
      const text = (await exported('doubled')) + 'data:\n  key: "two"\n';
      await request('DELETE', `${configMaps}/doubled`);
      expect(await entryOf(text)).toMatchObject({ action: 'refused' });
    });

    test('a port of a Service that was changed by hand is told with its owner and what to do', async () => {
      const service = (target: number) =>
        `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports:\n    - name: other\n      port: 81\n    - name: http\n      port: 80\n      targetPort: ${target}\n`;
      await apply(service(8080));
      await request(
        'PATCH',
        '/api/v1/namespaces/default/services/web?fieldManager=kubectl-edit',
        '[{"op":"replace","path":"/spec/ports/1/port","value":8000}]',
        { contentType: 'application/json-patch+json' },
      );
      const text = service(8081);
      const entry = await entryOf(text);
      expect(entry).toMatchObject({ action: 'refused', error: { code: 'invalid' } });
      expect(told(text, entry)).toEqual([
        expect.stringMatching(
          /^- name: http -> .*spec\.ports\[port=8000,protocol="TCP"\], which belongs to kubectl-edit .* remove it/,
        ),
      ]);
      expect(entry?.error?.message).toContain('which belongs to kubectl-edit');
    });

    test('a field that is in the way is told with its owner, or as filled in by the server', async () => {
      const deployment = (more: string) =>
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: way }\nspec:\n  selector: { matchLabels: { a: b } }\n${more}  template:\n    metadata: { labels: { a: b } }\n    spec:\n      containers: [{ name: c, image: i }]\n      volumes: [{ name: v, emptyDir: {} }]\n`;
      await apply(deployment(''));
      const recreate = await entryOf(deployment('  strategy: { type: Recreate }\n'));
      expect(recreate?.error?.message).toContain(
        'spec.strategy.rollingUpdate, which the API server filled in',
      );
      await request(
        'PATCH',
        '/apis/apps/v1/namespaces/default/deployments/way?fieldManager=hand',
        '[{"op":"replace","path":"/spec/template/spec/volumes/0","value":{"name":"v","secret":{"secretName":"s"}}}]',
        { contentType: 'application/json-patch+json' },
      );
      const volume = await entryOf(deployment(''));
      expect(volume?.error?.message).toContain(
        'spec.template.spec.volumes[0].secret, which belongs to hand',
      );
    });

    test('a field beside the refused one that somebody else set is told with its owner', async () => {
      const deployment = (name: string, container: string, pod = '') =>
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { a: b } }\n  template:\n    metadata: { labels: { a: b } }\n    spec:\n      containers: [{ name: c, image: i${container} }]\n${pod}`;
      const path = '/apis/apps/v1/namespaces/default/deployments';
      const byHand = async (text: string) =>
        request('POST', `${path}?fieldManager=hand`, parseManifest(text) as object);
      const refused = async (text: string) => (await entryOf(text))?.error?.message;

      await byHand(deployment('beside-env', ', env: [{ name: A, value: x }]'));
      const source = 'valueFrom: { secretKeyRef: { name: s, key: k } }';
      expect(await refused(deployment('beside-env', `, env: [{ name: A, ${source} }]`))).toContain(
        'spec.template.spec.containers[0].env[0].value, which belongs to hand',
      );

      const probe = (handler: string) =>
        deployment('beside-probe', `, livenessProbe: { ${handler} }`);
      await byHand(probe('httpGet: { path: /, port: 80 }'));
      expect(await refused(probe('tcpSocket: { port: 80 }'))).toContain(
        'spec.template.spec.containers[0].livenessProbe.httpGet, which belongs to hand',
      );

      const volume = (source: string) =>
        deployment('beside-volume', '', `      volumes: [{ name: v, ${source} }]\n`);
      await byHand(volume('emptyDir: {}'));
      expect(await refused(volume('configMap: { name: c }'))).toContain(
        'spec.template.spec.volumes[0].emptyDir, which belongs to hand',
      );
    });

    test('a refusal that nobody else has a part in says nothing of others', async () => {
      const service = (second: string) =>
        `apiVersion: v1\nkind: Service\nmetadata: { name: own-fault }\nspec: { selector: { a: b }, ports: [{ name: http, port: 80 }, { name: ${second}, port: 81 }] }\n`;
      await apply(service('more'));
      const entry = await entryOf(service('http'));
      expect(entry?.action).toBe('refused');
      expect(entry?.error?.message).not.toContain('The live object has');
      expect(entry?.error?.causes).toContainEqual(
        expect.objectContaining({ path: ['spec', 'ports', 1, 'name'] }),
      );
    });
  },
);
