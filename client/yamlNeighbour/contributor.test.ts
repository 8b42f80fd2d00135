import { expect, test } from 'vitest';
import { isYamlExtensionApi, registerContributor, type YamlExtensionApi } from './contributor.ts';

type Registered = Parameters<YamlExtensionApi['registerContributor']>;

function registered(
  texts: Record<string, string>,
  { known = [], left = [] }: { known?: readonly string[]; left?: readonly string[] } = {},
): Registered {
  let seen: Registered | undefined;
  const api: YamlExtensionApi = {
    registerContributor: (...given) => {
      seen = given;
      return true;
    },
  };
  const isRegistered = registerContributor(api, {
    groupVersions: ['v1', 'apps/v1', 'sparkoperator.k8s.io/v1beta2'],
    textOf: (resource) => texts[resource],
    isKnown: (resource) => known.includes(resource),
    isLeft: (resource) => left.includes(resource),
  });
  if (!isRegistered || !seen) throw new Error('nothing was registered');
  return seen;
}

/** As the other extension makes a regular expression of a label, with a backslash before the first point or before each. */
function labelExpressions(label = ''): RegExp[] {
  const [key = '', value = ''] = label.split(':');
  return [value.replace('.', '\\.'), value.replaceAll('.', '\\.')].map(
    (escaped) => new RegExp(`${key}:[\\t ]+${escaped}`, 'g'),
  );
}

const file = 'file:///work/a.yaml';

test.each([
  'apiVersion: v1\nkind: ConfigMap\n',
  '# a comment\n---\napiVersion: "apps/v1"\nkind: Deployment\n',
  "kind: Pod\r\napiVersion: 'v1' # core\r\n",
  'a: 1\n---\napiVersion: sparkoperator.k8s.io/v1beta2',
])('answers for a manifest of a known group, and its label fits: %j', (text) => {
  const [, requestSchema, requestContent, label] = registered({ [file]: text });
  const address = requestSchema(file);
  expect(address).toBeDefined();
  expect(requestContent(address ?? '')).toBe('{}');
  for (const expression of labelExpressions(label)) expect(text).toMatch(expression);
});

test.each([
  'name: ci\non: push\n',
  'apiVersion: example.com/v1\nkind: Widget\n',
  'apiVersion: v10\nkind: Widget\n',
  'apiVersion: sparkoperatorXk8s.io/v1beta2\nkind: Widget\n',
  'spec:\n  apiVersion: v1\n',
  'apiVersion:\n',
])('leaves other files to the other extension, and its label does not fit: %j', (text) => {
  const [, requestSchema, , label] = registered({ [file]: text });
  expect(requestSchema(file)).toBeUndefined();
  for (const expression of labelExpressions(label)) expect(text).not.toMatch(expression);
});

test('answers for files that are known by name or by the word of the server', () => {
  const own = 'file:///work/crd-kind.yaml';
  const texts = {
    'file:///work/kustomization.yaml': 'resources: []\n',
    'file:///work/chart/Chart.yaml': 'name: a\n',
    [own]: 'apiVersion: example.com/v1\n',
  };
  const [, requestSchema] = registered(texts, { known: [own] });
  for (const resource of Object.keys(texts)) expect(requestSchema(resource)).toBeDefined();
});

test('is silent about files that are not open, and about addresses of others', () => {
  const [, requestSchema, requestContent] = registered({});
  expect(requestSchema('file:///work/kustomization.yaml')).toBeUndefined();
  expect(requestContent('kubernetes://schema/v1@pod')).toBeUndefined();
});

test('lets others be asked where our checks are switched off', () => {
  const other = 'file:///work/kustomization.yaml';
  const [, requestSchema] = registered(
    { [file]: 'apiVersion: v1\n', [other]: 'resources: []\n' },
    { left: [file, other] },
  );
  expect(() => requestSchema(file)).toThrow();
  expect(requestSchema(other)).toBeUndefined();
});

test('knows the interface by its method', () => {
  expect(isYamlExtensionApi({ registerContributor: () => true })).toBe(true);
  expect(isYamlExtensionApi({ modifySchemaContent: () => true })).toBe(false);
  expect(isYamlExtensionApi(undefined)).toBe(false);
});
