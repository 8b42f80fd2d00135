import { expect, test } from 'vitest';
import { growthOf } from '../../../test/harness/growth.ts';
import { testSession } from '../../../test/harness/manifests.ts';
import { factsOf } from '../../graph/factsOf.ts';
import { ManifestFile } from '../../model/manifestFile.ts';
import { finish } from '../../pacing/work.ts';
import type { Session } from '../../session.ts';
import { completion } from './completion.ts';

const configMap = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: lake}\ndata: {a: b}\n`;
const pod = `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: lake}
spec:
  containers:
    - name: main
      envFrom:
        - configMapRef:
            name: c
`;

/** A workspace of so many files, each with a Deployment, that was looked at before. */
function workspaceOf(count: number): Session {
  const session = testSession();
  const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: web}\nspec: {template: {spec: {serviceAccountName: web}}}\n`;
  const file = new ManifestFile('file:///w.yaml', 'yaml', 1, text, { nextId: () => -1 });
  const placed = file.documents.map((document) => finish(factsOf(session.store, document)));
  const copy = JSON.stringify(
    placed.map(({ startLine, startCharacter, facts }) => ({ startLine, startCharacter, facts })),
  );
  for (let index = 0; index < count; index++)
    session.graph.setOnDisk(`file:///w${index}.yaml`, JSON.parse(copy) as typeof placed);
  session.open(
    'untitled:maps',
    'yaml',
    1,
    Array.from({ length: 20 }, (_, i) => configMap(`c${i}`)).join('---\n'),
  );
  session.open('untitled:pod', 'yaml', 1, pod);
  return session;
}

function complete(session: Session): number {
  const file = session.file('untitled:pod');
  return file ? completion(session, file, { line: 8, character: 19 }).length : 0;
}

test('completion of a name takes no longer where the workspace has more files', async () => {
  expect(complete(workspaceOf(1))).toBe(20);
  const { exponent } = await growthOf({
    make: workspaceOf,
    work: (session) => {
      for (let round = 0; round < 300; round++) complete(session);
    },
    count: 1_000,
  });
  // What looks at each file grows as they do; a larger heap alone costs a third of that.
  expect(exponent).toBeLessThan(0.8);
});

test('documents of open files are read a few at each request until all are known', () => {
  const session = testSession();
  const maps = Array.from({ length: 1_000 }, (_, index) => configMap(`c${index}`));
  session.open('untitled:maps', 'yaml', 1, maps.join('---\n'));
  session.open('untitled:pod', 'yaml', 1, pod);
  let requests = 0;
  while (complete(session) === 0 && requests < 100) requests++;
  expect(requests).toBeGreaterThan(1);
  expect(complete(session)).toBe(1_000);
});
