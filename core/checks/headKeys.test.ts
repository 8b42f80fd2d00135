import { expect, test } from 'vitest';
import { diagnose, testSession } from '../../test/harness/manifests.ts';

const session = testSession();
const rest = 'metadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: a:1\n';

async function said(head: string, body = rest): Promise<string[]> {
  const found = await diagnose(session, `${head}\n${body}`);
  return found.map(
    ({ range, code, message }) =>
      `${range.start.line + 1} ${String(code)}: ${typeof message === 'string' ? message : message.value}`,
  );
}
const asks = (line: number, key: string, meant: string): string =>
  `${line} unknown-field: there is no field "${key}" here: did you mean ${meant}?`;

test.each([
  ['apiversion: v1\nkind: Pod', [asks(1, 'apiversion', 'apiVersion')]],
  ['APIVersion: v1\nkind: Pod', [asks(1, 'APIVersion', 'apiVersion')]],
  ['api-version: v1\nkind: Pod', [asks(1, 'api-version', 'apiVersion')]],
  ['apiVerison: "v1"\nkind: Pod', [asks(1, 'apiVerison', 'apiVersion')]],
  ['kind: Pod\napiversion: v1 # core', [asks(2, 'apiversion', 'apiVersion')]],
  ['apiVersion: v1\nKind: Pod', [asks(2, 'Kind', 'kind')]],
  ['apiVersion: v1\nkinds: Pod', [asks(2, 'kinds', 'kind')]],
  ['ApiVersion: v1\nKind: Pod', [asks(1, 'ApiVersion', 'apiVersion'), asks(2, 'Kind', 'kind')]],
  ['apiVersion: example.com/v1\nKind: Thing', [asks(2, 'Kind', 'kind')]],
])('%j is told once, at the key', async (head, expected) => {
  expect(await said(head)).toEqual(expected);
});

test.each([
  'ApiVersion: example.com/v1\nKind: Thing',
  'version: v1\nKind: Chart',
  'kind: Thing\nAPIVERSION: two',
])('%j is left alone', async (head) => {
  const found = await said(head, 'metadata: {}\n');
  expect(found.filter((each) => each.includes('did you mean'))).toEqual([]);
});

test('metadata and spec in other letter case are told once each, and nothing is missing', async () => {
  const body = rest.replace('metadata', 'Metadata').replace('spec', 'Spec');
  expect(await said('apiVersion: v1\nkind: Pod', body)).toEqual([
    asks(3, 'Metadata', 'metadata'),
    asks(5, 'Spec', 'spec'),
  ]);
});
