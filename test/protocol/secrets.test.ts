/** No secret of a file stands in anything that the server says about it; the long run is test/attack/secrets.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { AttackServer } from '../attack/harness/attackServer.ts';
import { random } from '../attack/harness/random.ts';
import { secretCase, spoken } from '../attack/harness/secretCases.ts';

let server: AttackServer;
beforeAll(async () => {
  server = await AttackServer.start();
});
afterAll(() => server.stop());

test('a number for a text in a Secret is reported and mended without being said', async () => {
  const uri = 'file:///secrets/number.yaml';
  const text =
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  password: 48151623\n';
  expect((await spoken(server, uri, text)).join('\n')).not.toContain('48151623');
  const { items } = await server.ask<{ items: Diagnostic[] }>('diagnostic', uri);
  expect(items.map(({ message }) => message)).toEqual([
    'this must be text, not a number: add quotes',
  ]);
  const actions = await server.ask<CodeAction[]>('codeAction', uri, {
    range: items[0]?.range,
    context: { diagnostics: items },
  });
  expect(actions[0]?.title).toBe('Write it as text: "<hidden>"');
  expect(actions[0]?.edit?.changes?.[uri]?.[0]?.newText).toBe('"48151623"');
});

test('what is no secret is said as ever', async () => {
  const uri = 'file:///secrets/none.yaml';
  server.open(
    uri,
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  port: 8080123\n',
  );
  const { items } = await server.ask<{ items: Diagnostic[] }>('diagnostic', uri);
  expect(items.map(({ message }) => message)).toEqual([
    'this must be text, not the number 8080123',
  ]);
});

test('random secrets in random wrong places are not said', async () => {
  const from = random(815);
  for (let round = 0; round < 60; round++) {
    const { text, secret, name } = secretCase(from);
    const words = await spoken(server, `file:///secrets/${round}.yaml`, text);
    const leaks = words.filter((each) => each.toLowerCase().includes(secret.toLowerCase()));
    expect(leaks, `${name}:\n${text}`).toEqual([]);
  }
});
