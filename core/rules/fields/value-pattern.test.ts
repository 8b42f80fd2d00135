import { expect, test } from 'vitest';
import { builtSchemas, findingsOf } from '../testing.ts';

const schemas = builtSchemas();
const repository = (spec: string): string =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: a\nspec: ${spec}\n`;
const messages = (source: string): string[] =>
  (findingsOf(source, schemas) ?? []).map(({ message }) => message);

test('a wrong form is explained by examples where the schema has some', () => {
  expect(messages(repository('{ interval: 1d, url: "https://a.example" }'))).toEqual([
    '"1d" has the wrong form: write it like 10m, 1h, 30s',
  ]);
});

test('and by the pattern where it has none', () => {
  expect(messages(repository('{ interval: 1h, url: a.example }'))).toEqual([
    '"a.example" has the wrong form: it must match ^(http|https|oci)://.*$',
  ]);
});
