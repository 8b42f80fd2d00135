import { expect, test } from 'vitest';
import { completion } from '../features/completion/completion.ts';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import type { Session } from '../session.ts';

function sessionWith(keys: readonly string[] | undefined): { session: Session; asked: string[] } {
  const session = testSession();
  const asked: string[] = [];
  session.graph.isWhole = true;
  session.clusterKeys.use('kind-dev');
  session.clusterKeys.didNeed.on((needed) => {
    asked.push(`${needed.kind} ${needed.namespace ?? ''}/${needed.name}`);
    session.clusterKeys.set(needed, keys);
  });
  return { session, asked };
}

const pod = (
  { key = 'pasword', name = 'login', optional = false } = {},
  metadata = 'namespace: lake, ',
) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { ${metadata}name: reader }\nspec:\n  containers:\n    - name: a\n      image: b:1\n      env:\n        - name: X\n          valueFrom:\n            secretKeyRef: { name: ${name}, key: ${key}, optional: ${optional} }\n`;

/** What is said of keys, and of objects that are missing, once the answer has come. */
async function told({ session }: { session: Session }, text: string): Promise<string[]> {
  await diagnose(session, text);
  const found = await diagnose(session, text);
  return found.filter(({ code }) => /^(key|reference)-missing$/.test(String(code))).map(full);
}

test('a key that the object in the cluster has not is a warning that names the nearest', async () => {
  expect(await told(sessionWith(['user', 'password']), pod())).toEqual([
    '11:47-54 warning[key-missing] Secret "login" of the cluster of kind-dev has no key "pasword": did you mean "password"?',
  ]);
});

test('a key that it has is none, and neither is the object missing', async () => {
  expect(await told(sessionWith(['pasword']), pod())).toEqual([]);
});

test('where the object may not be read, nothing more is said than without a cluster', async () => {
  expect(await told(sessionWith(undefined), pod())).toEqual([
    expect.stringContaining('hint[reference-missing] no file of this workspace defines a Secret'),
  ]);
});

test('what may be absent, and what has no certain namespace or a name that is filled in, is not asked for', async () => {
  const made = sessionWith(['user']);
  expect(await told(made, pod({ optional: true }))).toEqual([]);
  await told(made, pod({}, ''));
  await told(made, pod({ name: '"${SECRET}"' }));
  expect(made.asked).toEqual([]);
});

test('an object that a file defines counts, whatever the cluster has', async () => {
  const made = sessionWith(['user']);
  const secret =
    'apiVersion: v1\nkind: Secret\nmetadata: { namespace: lake, name: login }\nstringData: { pasword: x }\n---\n';
  expect(await told(made, secret + pod())).toEqual([]);
  expect(made.asked).toEqual([]);
});

test('each object is asked for once, and anew with another context', async () => {
  const made = sessionWith(['user']);
  await told(made, `${pod()}---\n${pod({ key: 'other' }).replace('reader', 'second')}`);
  expect(made.asked).toEqual(['Secret lake/login']);
  made.session.clusterKeys.use('prod');
  await diagnose(made.session, pod());
  expect(made.asked).toHaveLength(2);
  made.session.clusterKeys.use(undefined);
  await diagnose(made.session, pod());
  expect(made.asked).toHaveLength(2);
});

test('keys of the cluster are offered', () => {
  const { session } = sessionWith(['user', 'password']);
  const uri = 'file:///pod.yaml';
  const text = pod({ key: '' });
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri)!;
  const line = 10;
  const character = (text.split('\n')[line] ?? '').indexOf('key: ') + 'key: '.length;
  const labels = () => completion(session, file, { line, character }).map(({ label }) => label);
  labels();
  expect(labels()).toEqual(expect.arrayContaining(['user', 'password']));
});
