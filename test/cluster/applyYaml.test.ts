// YAML that kubectl applies and the API server, given the text as it stands, would refuse.
import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: ';

await controlPlaneOrSkip(
  'YAML with aliases and merge keys',
  { apiServerOnly: true },
  (controlPlane) => {
    const applied = async (text: string) => {
      const session = await sessionFor(controlPlane().kubeconfig('admin'));
      const { results } = await session.apply(valueOf(await session.plan(splitManifest(text))));
      return results.map((result) => (result.outcome === 'applied' ? result.change : result.text));
    };
    const get = async (name: string) =>
      (await controlPlane().request('GET', `/api/v1/namespaces/default/configmaps/${name}`)).body;

    test.each([
      ['behind it', '{ <<: *l, tier: back }', { app: 'web', tier: 'back' }],
      ['before it', '{ tier: back, <<: *l }', { app: 'web', tier: 'front' }],
    ])('a key beside the merge key that brings it, %s, is applied', async (_where, map, stored) => {
      const name = `merged-${stored.tier}`;
      const text = `${head}{ name: ${name}, labels: &l { app: web, tier: front }, annotations: ${map} }\n`;
      expect(await applied(text)).toEqual(['created']);
      expect((await get(name)).metadata.annotations).toEqual(stored);
      expect(await applied(text)).toEqual(['unchanged']);
    });

    test('a key that really stands twice is still refused', async () => {
      const [text] = await applied(
        `${head}{ name: doubled, labels: &l { a: b }, annotations: { <<: *l, c: "1", c: "2" } }\n`,
      );
      expect(text).toMatch(/c.*(twice|already set)/);
    });

    test('an alias that is used 300 times is applied', async () => {
      const uses = Array.from({ length: 300 }, (_, index) => `  k${index}: *v\n`).join('');
      const text = `${head}{ name: often, labels: { a: &v value } }\ndata:\n${uses}`;
      expect(await applied(text)).toEqual(['created']);
      expect(Object.keys((await get('often')).data as object)).toHaveLength(300);
    });
  },
);
