import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ClusterSource } from './cluster.ts';
import { SettingSource } from './setting.ts';

test('an OpenAPI document in the setting gives all of its kinds, with their references', () => {
  const source = new SettingSource();
  const gvk = { group: 'example.com', version: 'v1', kind: 'Thing' };
  const document = {
    definitions: {
      'v1.Thing': {
        type: 'object',
        properties: { spec: { $ref: '#/definitions/v1.Spec' } },
        'x-kubernetes-group-version-kind': [gvk],
      },
      'v1.Spec': { type: 'object', properties: { a: { type: 'string' } } },
    },
  };
  const uri = pathToFileURL('/o.json').href;
  expect(source.add({ uri, label: 'o.json' }, JSON.stringify(document))).toBeUndefined();
  const root = source.find(gvk)[0]?.root();
  const [bundle = '', name = ''] = (root?.properties?.spec?.$ref ?? '').split('#/');
  expect(source.definition(bundle, name)?.properties).toHaveProperty('a');
});

test('a cluster keeps the groups whose hash stays and lets the others go', () => {
  const source = new ClusterSource();
  const asked: string[] = [];
  const changed: string[] = [];
  source.didNeed.on(({ groupVersion }) => asked.push(groupVersion));
  source.didChange.on((keys) => changed.push(...keys));
  const component = (kind: string): object => ({
    type: 'object',
    'x-kubernetes-group-version-kind': [{ group: 'a.io', version: kind.toLowerCase(), kind }],
  });
  const schema = (kind: string) => ({ components: { [kind]: component(kind) }, resources: [] });
  source.need('a.io/v1');
  source.setIndex({ context: 'c', groupVersions: { 'a.io/v1': '1', 'a.io/v2': '1' } });
  source.need('a.io/v1');
  source.need('a.io/v1');
  source.need('a.io/v2');
  source.need('b.io/v1');
  expect(asked).toEqual(['a.io/v1', 'a.io/v2']);
  source.add('c', 'a.io/v1', schema('V1'));
  source.add('c', 'a.io/v2', schema('V2'));
  source.add('another', 'a.io/v2', schema('V2'));
  expect(source.kinds.map(({ kind }) => kind)).toEqual(['V1', 'V2']);
  changed.length = 0;
  source.setIndex({ context: 'c', groupVersions: { 'a.io/v1': '1', 'a.io/v2': '2' } });
  expect(changed).toEqual(['a.io/v2/V2']);
  source.need('a.io/v1');
  source.need('a.io/v2');
  expect(asked.slice(2)).toEqual(['a.io/v2']);
  source.setIndex(undefined);
  expect(source.kinds).toEqual([]);
});
