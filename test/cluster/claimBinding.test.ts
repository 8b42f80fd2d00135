// What is said of claims against what the controllers of Kubernetes do with them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CancellationToken } from 'vscode-languageserver';
import { diagnosticsOf } from '../../core/features/diagnostics.ts';
import { classesIn, everyClaim, volumesIn } from '../../core/graph/storage/around.ts';
import { bind } from '../../core/graph/storage/binding.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { testSession } from '../harness/manifests.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { namespace, objectsOf, textOf, type BindingSet } from './binding/manifests.ts';

const sets = parse(
  readFileSync(join(import.meta.dirname, 'binding/sets.yaml'), 'utf8'),
) as BindingSet[];

test('the sets are enough to mean something', () => {
  expect(sets.length).toBeGreaterThanOrEqual(60);
});

test.each(sets.map((set, index) => [set.is, index] as const))('%s: is said', async (_, index) => {
  const set = sets[index];
  if (!set) throw new Error('no such set');
  expect(await saidOf(set, index)).toBe(set.becomes);
});

/** In the words of the table. */
async function saidOf(set: BindingSet, index: number): Promise<string> {
  const session = testSession();
  session.graph.isWhole = true;
  const uri = 'file:///set.yaml';
  session.open(uri, 'yaml', 1, textOf(objectsOf(set, index)));
  const file = session.file(uri);
  if (file) await diagnosticsOf(session, file, CancellationToken.None);
  const { graph } = session;
  const [asked] = everyClaim(graph);
  if (!asked) throw new Error('the claim is not known');
  const found = bind(
    asked.claim,
    volumesIn(graph).map(({ facts }) => facts),
    classesIn(graph).map(({ facts }) => facts),
  );
  if (found.outcome === 'pending') return 'pending';
  if (found.waitsForPod) return 'waits';
  return found.outcome === 'provisioned'
    ? 'provisioned'
    : found.volume.name.slice(`set-${index}-`.length);
}

await controlPlaneOrSkip('claims and their volumes', { nodes: 0 }, (controlPlane) => {
  test('the controllers do what the sets say', { timeout: 120_000 }, async () => {
    const objects = sets.map((set, index) => objectsOf(set, index));
    await create(controlPlane(), '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
    for (const { classes, volumes } of objects) {
      for (const each of classes)
        await create(controlPlane(), '/apis/storage.k8s.io/v1/storageclasses', each);
      for (const each of volumes) await create(controlPlane(), '/api/v1/persistentvolumes', each);
    }
    await waitUntil('volumes are known', async () => {
      const { body } = await controlPlane().request('GET', '/api/v1/persistentvolumes');
      return (body as List).items.every(({ status }) => status?.phase === 'Available');
    });
    for (const { claim } of objects) await create(controlPlane(), claims, claim);
    await waitUntil(
      'claims are bound',
      async () => (await boundTo(controlPlane())).size >= bound.length,
    );
    // What is not bound by now gets its turn again, and again, and stays as it is.
    await new Promise((later) => setTimeout(later, 5_000));
    const found = await boundTo(controlPlane());
    expect(
      sets.map((set, index) => `${set.is}: ${words(found.get(`set-${index}`), index)}`),
    ).toEqual(sets.map(({ is, becomes }) => `${is}: ${becomes === 'waits' ? 'pending' : becomes}`));
  });

  test('a claim that waits for a pod says so', async () => {
    const path = `/api/v1/namespaces/${namespace}/events?limit=1000`;
    const { body } = await controlPlane().request('GET', path);
    const reasons = new Set(
      (body as List).items.map(
        (event) => `${event.involvedObject?.name ?? ''} ${event.reason ?? ''}`,
      ),
    );
    for (const [index, { becomes }] of sets.entries())
      if (becomes === 'waits') expect(reasons).toContain(`set-${index} WaitForFirstConsumer`);
  });
});

const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;

const bound = sets.filter(({ becomes }) => becomes !== 'pending' && becomes !== 'waits');

interface List {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly spec?: { readonly volumeName?: string };
    readonly status?: { readonly phase?: string };
    readonly reason?: string;
    readonly involvedObject?: { readonly name?: string };
  }[];
}

/** The volume of a claim as the table has it; what a provisioner makes has a name of its own. */
function words(volume: string | undefined, index: number): string {
  if (volume === undefined) return 'pending';
  return volume.startsWith('pvc-') ? 'provisioned' : volume.replace(`set-${index}-`, '');
}

/** Volumes by claim. */
async function boundTo(controlPlane: ControlPlane): Promise<Map<string, string>> {
  const { body } = await controlPlane.request('GET', claims);
  return new Map(
    (body as List).items.flatMap(({ metadata, spec, status }) =>
      status?.phase === 'Bound' ? [[metadata.name, spec?.volumeName ?? '']] : [],
    ),
  );
}

async function create(controlPlane: ControlPlane, path: string, object: object): Promise<void> {
  const { status, body } = await controlPlane.request('POST', path, JSON.stringify(object));
  expect(status, JSON.stringify(body)).toBe(201);
}
