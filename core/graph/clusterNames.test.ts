import { expect, test } from 'vitest';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import type { Session } from '../session.ts';

function sessionWith(names: readonly string[] | undefined): { session: Session; asked: string[] } {
  const session = testSession();
  const asked: string[] = [];
  session.graph.isWhole = true;
  session.clusterNames.use('kind-dev');
  session.clusterNames.didNeed.on((needed) => {
    asked.push(`${needed.group}/${needed.kind} ${needed.namespace ?? ''}`);
    session.clusterNames.set(needed, names);
  });
  return { session, asked };
}

const pod = (namespace: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: reader${namespace} }\nspec:\n  containers: [{ name: a, image: "b:1" }]\n  volumes: [{ name: v, persistentVolumeClaim: { claimName: orders } }]\n`;
const inLake = pod(', namespace: lake');

/** What is said of what is missing, once the answer has come. */
async function told({ session }: { session: Session }, text: string): Promise<string[]> {
  await diagnose(session, text);
  const found = await diagnose(session, text);
  return found.filter(({ code }) => code === 'reference-missing').map(full);
}

test('what neither a file nor the cluster has is a warning that says so', async () => {
  expect(await told(sessionWith(['lake', 'other']), inLake)).toEqual([
    '6:60-66 warning[reference-missing] neither a file of this workspace defines nor the cluster of kind-dev has a PersistentVolumeClaim "orders" in namespace "lake": it must exist before this works',
  ]);
});

test('what the cluster has is not missing', async () => {
  expect(await told(sessionWith(['lake', 'orders']), inLake)).toEqual([]);
});

test('where nobody may list, and where the namespace is not known, nothing more is said than without a cluster', async () => {
  const words =
    'hint[reference-missing] no file of this workspace defines a PersistentVolumeClaim "orders"';
  expect((await told(sessionWith(undefined), inLake))[0]).toContain(words);
  expect((await told(sessionWith(['lake', 'other']), pod('')))[0]).toContain(words);
});

test('classes are told by the cluster alone, too', async () => {
  const claim =
    'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: low }\nvalue: 1\n---\n' +
    inLake.replace('spec:\n', 'spec:\n  priorityClassName: urgent\n');
  const found = await told(sessionWith(['lake', 'orders']), claim);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('has a PriorityClass "urgent"');
});

test('a namespace that is not there yet is a hint: who applies may make it', async () => {
  expect(await told(sessionWith(['orders']), inLake)).toEqual([
    expect.stringContaining('hint[reference-missing] neither a file of this workspace defines'),
  ]);
});

test('a list is asked for once for each kind and namespace, and anew with another context', async () => {
  const made = sessionWith(['lake', 'orders']);
  await told(made, `${inLake}---\n${inLake.replace('name: reader', 'name: other')}`);
  expect(made.asked).toEqual(['/Namespace ', '/PersistentVolumeClaim lake']);
  made.session.clusterNames.use('prod');
  await diagnose(made.session, inLake);
  expect(made.asked).toHaveLength(4);
});

test('without a context nothing is asked', async () => {
  const made = sessionWith(['lake', 'orders']);
  made.session.clusterNames.use(undefined);
  expect((await told(made, inLake))[0]).toContain('no file of this workspace');
  expect(made.asked).toEqual([]);
});
