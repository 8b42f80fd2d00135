import { expect, test } from 'vitest';
import { workspace } from '../helm/testing.ts';

const head = 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n';

test('of a file that only a tool reads the YAML is checked, and nothing else', async () => {
  const { check } = workspace();
  const text = `${head}  name: Data_Loader.v2\n  title: Loader\n  tags: [a]\nspec: {type: service}\n`;
  expect(await check('catalog-info.yaml', text)).toEqual([]);
  expect(await check('broken.yaml', `${text}spec: [\n`)).toEqual([
    expect.stringContaining('yaml-syntax'),
  ]);
  expect(await check('twice.yaml', `${text}kind: Component\n`)).toEqual([
    expect.stringContaining('duplicate-key'),
  ]);
});

test('nothing is offered or explained in it', () => {
  const { complete, hoverAt } = workspace();
  expect(complete('catalog-info.yaml', `${head}  na|~\n`)).toEqual([]);
  expect(complete('catalog-info.yaml', `${head}  name: a\n|~\n`)).toEqual([]);
  expect(hoverAt('catalog-info.yaml', `${head}  na|~me: a\n`)).toBeUndefined();
});

test('a document beside it need not be an object', async () => {
  const text = 'version: v1alpha1\nmachine: {}\n---\napiVersion: v1alpha1\nkind: HostnameConfig\n';
  expect(await workspace().check('controlplane.yaml', text)).toEqual([]);
});

test('metadata of a kind that nobody knows may be its own', async () => {
  const { check } = workspace();
  const unknown = 'apiVersion: entity.example.io/v1b1\nkind: Workload\nmetadata:\n';
  const own = `${unknown}  name: Data_Loader.v2\n  title: Loader\n  tags: [a]\n`;
  expect(await check('a.yaml', own)).toEqual([expect.stringContaining('hint[unknown-kind]')]);
  expect(await check('a.yaml', `${unknown}  name: a\n  label: {a: b}\n`)).toEqual([
    expect.stringContaining('hint[unknown-kind]'),
    expect.stringContaining('error[unknown-field]'),
  ]);
  expect(await check('a.yaml', `${unknown}  name: Data_Loader\n`)).toEqual([
    expect.stringContaining('hint[unknown-kind]'),
    expect.stringContaining('information[name-format]'),
  ]);
});

test('at the top of a file with keys of another tool nothing is offered', () => {
  const { complete } = workspace();
  for (const key of [
    'openapi: 3.1.0',
    'models: []',
    'site_name: a',
    'groups: []',
    'services: {}',
  ]) {
    expect(complete('a.yaml', `${key}\n|~\n`)).toEqual([]);
    expect(complete('a.yaml', `|~\n${key}\n`)).toEqual([]);
  }
  expect(complete('a.yaml', 'metadata: {name: a}\n|~\n')).toContain('apiVersion');
});
