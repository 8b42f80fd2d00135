// Exactly what stands in the file reaches the cluster, and what leaves the file leaves the cluster.
import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';
import { crdText } from '../harness/crdText.ts';

const numberDefinition = crdText({
  group: 'exact.example',
  kind: 'Number',
  fields: 'large: { type: integer, format: int64 }',
});
const number = (name: string, large: string) =>
  `apiVersion: exact.example/v1\nkind: Number\nmetadata: { name: ${name} }\nspec: { large: ${large} }\n`;
const listOf = (...items: string[]) =>
  `apiVersion: v1\nkind: List\nitems:\n${items.map((item) => `- ${item.trimEnd().replaceAll('\n', '\n  ')}\n`).join('')}`;

await controlPlaneOrSkip(
  'an apply sends what stands in the file',
  { apiServerOnly: true },
  (controlPlane) => {
    const admin = () => sessionFor(controlPlane().kubeconfig('admin'));
    const planOf = async (text: string) => valueOf(await (await admin()).plan(splitManifest(text)));
    const applied = async (text: string) => {
      const session = await admin();
      const plan = valueOf(await session.plan(splitManifest(text)));
      const { results } = await session.apply(plan);
      return results.map((result) => (result.outcome === 'applied' ? result.change : result.text));
    };
    const get = (path: string) => controlPlane().request('GET', path);
    /** As the server writes it: a parsed number would be rounded. */
    const storedNumber = async (name: string) => {
      const { text } = await get(`/apis/exact.example/v1/namespaces/default/numbers/${name}`);
      return /"large":\s*(-?\d+)/.exec(text)?.[1];
    };

    test('integers beyond 2^53 are stored, compared and shown with every digit, in a List as well', async () => {
      expect(await applied(numberDefinition)).toEqual(['created']);
      await expect
        .poll(async () => (await get('/apis/exact.example/v1')).status, { timeout: 30_000 })
        .toBe(200);
      expect(await applied(number('one', '9007199254740993'))).toEqual(['created']);
      expect(await storedNumber('one')).toBe('9007199254740993');
      const same = await planOf(number('one', '9007199254740993'));
      expect(same.entries[0]).toMatchObject({ action: 'unchanged' });
      const next = await planOf(number('one', '9007199254740992'));
      expect(next.entries[0]).toMatchObject({ action: 'change' });
      expect(next.entries[0]?.diff?.before).toContain('large: 9007199254740993\n');
      expect(next.entries[0]?.diff?.after).toContain('large: 9007199254740992\n');

      const list = listOf(
        number('odd', '9007199254740993'),
        number('largest', '9223372036854775807'),
        number('smallest', '-9223372036854775808'),
      );
      expect(await applied(list)).toEqual(['created', 'created', 'created']);
      expect(await Promise.all(['odd', 'largest', 'smallest'].map(storedNumber))).toEqual([
        '9007199254740993',
        '9223372036854775807',
        '-9223372036854775808',
      ]);
      const yaml = valueOf(
        await (
          await admin()
        ).getYaml({ apiVersion: 'exact.example/v1', kind: 'Number', name: 'odd' }),
      );
      expect(yaml).toContain('large: 9007199254740993\n');
    });

    test.each([
      ['a document', (item: string) => item],
      ['an item of a List', (item: string) => listOf(item)],
    ])('scalars in %s are read by the rules of the API server', async (_what, place) => {
      const name = `scalars-${_what.length}`;
      const text = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec:
      containers: [{ name: a, image: b, ports: [{ containerPort: 0X1f }], env: [{ name: B, value: !!binary aGVsbG8= }] }]
      volumes: [{ name: v, configMap: { name: x, defaultMode: 0o440 } }]
`;
      expect(await applied(place(text))).toEqual(['created']);
      const { body } = await get(`/apis/apps/v1/namespaces/default/daemonsets/${name}`);
      expect(body.spec.template.spec).toMatchObject({
        containers: [{ ports: [{ containerPort: 31 }], env: [{ value: 'hello' }] }],
        volumes: [{ configMap: { defaultMode: 288 } }],
      });
    });

    test('the items of a ConfigMapList need not name their kind', async () => {
      expect(
        await applied(
          'apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: { name: without-kind }\n  data: { a: b }\n',
        ),
      ).toEqual(['created']);
      expect((await get('/api/v1/namespaces/default/configmaps/without-kind')).status).toBe(200);
    });

    const secret = (data: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: renamed }\n${data}\n`;
    const storedKeys = async (name: string) =>
      Object.keys((await get(`/api/v1/namespaces/default/secrets/${name}`)).body.data as object);

    test('a key that is renamed or removed under stringData leaves the cluster', async () => {
      expect(await applied(secret('stringData: { user: ann, old: hunter22 }'))).toEqual([
        'created',
      ]);
      const renamed = secret('data: { more: eA== }\nstringData: { user: ann, new: hunter22 }');
      const plan = await planOf(renamed);
      expect(plan.entries[0]?.action).toBe('change');
      expect(plan.entries[0]?.diff?.before).toContain('old: <hidden, 8 bytes>');
      expect(plan.entries[0]?.diff?.after).not.toContain('old:');
      expect(await applied(renamed)).toEqual(['changed']);
      expect(await storedKeys('renamed')).toEqual(['more', 'new', 'user']);
      expect(await applied(secret('stringData: { user: ann }'))).toEqual(['changed']);
      expect(await storedKeys('renamed')).toEqual(['user']);
    });

    test('a refused key of stringData is told where it stands, without its value', async () => {
      const { entries } = await planOf(
        secret('stringData: { "a b": hunter22 }').replace('renamed', 'refused'),
      );
      expect(entries[0]).toMatchObject({
        action: 'refused',
        error: { causes: [{ path: ['stringData', 'a b'] }] },
      });
      const shown = JSON.stringify({ ...entries[0], document: undefined });
      expect(shown).not.toMatch(/hunter22|aHVudGVyMjI/);
    });
  },
);
