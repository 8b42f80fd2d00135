import { expect, test } from 'vitest';
import { crdTexts } from './crdTexts.ts';

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec: { group: example.com }
`;
const texts = (file: string): string[] => [...crdTexts(file)].filter((text) => text !== undefined);

test('a CRD is found by what its document says, in any order of keys and behind any comment', () => {
  const licence = '# CustomResourceDefinition\n'.repeat(40);
  const late = `metadata:\n  name: a\nspec:\n  group: example.com\nkind: CustomResourceDefinition # the kind\napiVersion: "apiextensions.k8s.io/v1beta1"\n`;
  expect(texts(licence + crd)).toEqual([licence + crd]);
  expect(texts(`\uFEFF---\n${crd.replaceAll('\n', '\r\n')}`)).toHaveLength(1);
  expect(texts(late)).toEqual([late]);
  expect(texts(`kind: Pod\n---\n${crd}---\n${late}`)).toHaveLength(2);
});

test('what only mentions CRDs is none', () => {
  const swagger = {
    swagger: '2.0',
    definitions: {
      CustomResourceDefinition: {
        'x-kubernetes-group-version-kind': [
          { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', version: 'v1' },
        ],
        example: { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
      },
    },
  };
  expect(texts(JSON.stringify(swagger))).toEqual([]);
  expect(texts(`note: |\n${crd.replaceAll(/^/gm, '  ')}`)).toEqual([]);
  expect(texts('apiVersion: example.com/v1\nkind: CustomResourceDefinition\n')).toEqual([]);
  expect(texts('apiVersion: v1\nkind: ConfigMap\ndata: { a: CustomResourceDefinition }\n')).toEqual(
    [],
  );
});

test('JSON and flow mappings are told by the keys of their outermost mapping', () => {
  const own = {
    spec: { kind: 'List' },
    text: 'a \\" } {',
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
  };
  expect(texts(JSON.stringify(own))).toHaveLength(1);
  expect(texts(JSON.stringify(own, null, 2))).toHaveLength(1);
  expect(
    texts(
      "{ note: 'it''s, kind: Pod', a: don't, apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition }",
    ),
  ).toHaveLength(1);
  expect(texts(JSON.stringify({ ...own, kind: 'Pod', other: own }))).toEqual([]);
  expect(texts(`a: 1\n---\n${JSON.stringify(own)}\n`)).toHaveLength(1);
});

test('the items of a list are cut from it, those that are something else left out', () => {
  const item = (text: string, indent: string): string =>
    text
      .trimEnd()
      .split('\n')
      .map((line, at) => `${indent}${at === 0 ? '- ' : '  '}${line}\n`)
      .join('');
  for (const indent of ['', '  ']) {
    const list = `apiVersion: v1\nitems:\n${item(crd, indent)}# a comment\n${item('kind: Pod\nnote: CustomResourceDefinition\n', indent)}${item(crd, indent)}kind: List\nmetadata: {}\n`;
    const found = texts(list);
    expect(found.map((text) => text.replace('# a comment', '').trim())).toEqual([
      crd.trim(),
      crd.trim(),
    ]);
  }
  const flow = `apiVersion: v1\nkind: List\nitems: [{ kind: CustomResourceDefinition }]\n`;
  expect(texts(flow)).toEqual([flow]);
});

test('the time grows with the text', () => {
  const steps = (n: number): number => {
    const cpu = process.cpuUsage();
    texts(
      JSON.stringify({
        note: 'CustomResourceDefinition',
        list: Array(n).fill({ name: "don't", on: true }),
      }),
    );
    texts(`kind: List\nitems:\n${'- note: CustomResourceDefinition\n'.repeat(n)}`);
    return process.cpuUsage(cpu).user;
  };
  steps(5_000);
  expect(steps(20_000)).toBeLessThan(12 * steps(5_000));
});
