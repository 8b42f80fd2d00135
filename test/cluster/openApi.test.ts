/** Schemas of a live cluster: fetched by need, cached by hash, used offline; and what our walk makes of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ClusterSession } from '../../cluster/api.ts';
import { contextKey, createOpenApiCache } from '../../cluster/schemas/openApiCache.ts';
import { createSchemaFeed, type SchemaFeed } from '../../cluster/schemas/schemaFeed.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { clusterSchemaRequest, type ClusterSchemaParams } from '../../shared/protocol.ts';
import { crdHead } from '../../core/schema/convert/crd.ts';
import type { Session } from '../../core/session.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { judgeOptions } from '../harness/dryRun.ts';
import { installCrds } from '../harness/installCrds.ts';
import { diagnose, filesBelow, full, repositoryRoot, testSession } from '../harness/manifests.ts';
import { allRuleExamples } from '../harness/ruleExamples.ts';
import { ServerProcess } from '../harness/serverProcess.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { serviceFor, sessionFor, temporaryFolder, valueOf } from './clusterFixture.ts';
import { crdOfEverything, specs } from './openApi/specs.ts';

const note = (): void => undefined;

await controlPlaneOrSkip('schemas of a real cluster', judgeOptions, (controlPlane) => {
  const install = (): Promise<void> => installCrds(controlPlane(), [crdOfEverything]);

  /** The index names a kind a moment after the server serves it. */
  const untilListed = (session: ClusterSession, groupVersion: string): Promise<void> =>
    waitUntil(`${groupVersion} in the index`, async () =>
      Object.hasOwn(valueOf(await session.openApiIndex()), groupVersion),
    );

  test('an installed CRD is in force in the editor, cached by its hash, and used offline', async () => {
    await install();
    const session = await sessionFor(controlPlane().kubeconfig('admin'));
    await untilListed(session, 'test.example.com/v1');
    const folder = temporaryFolder();
    const feed = createSchemaFeed(createOpenApiCache(folder), note);
    const offer = await feed.connect(session);
    expect(offer?.groupVersions).toHaveProperty(['apps/v1'], expect.stringMatching(/^\w{32,}$/));

    const check = async (from: SchemaFeed): Promise<void> => {
      const server = await ServerProcess.start();
      server.connection.onRequest(clusterSchemaRequest.method, (params: ClusterSchemaParams) =>
        from.schema(params),
      );
      const uri = 'file:///everything.yaml';
      await server.open(uri, manifest('{ count: many, nothing: 1 }'));
      expect((await server.diagnostics(uri)).map(({ code }) => code)).toEqual(['unknown-kind']);
      await server.connection.sendNotification('dataPlatform/clusterSchemas', {
        cluster: from.offer,
      });
      await waitUntil('the reports of the schema', () =>
        Promise.resolve(server.last(uri)?.length === 2),
      );
      expect(server.last(uri)?.map(({ code }) => code)).toEqual(['wrong-type', 'unknown-field']);
      await server.stop();
    };
    await check(feed);
    // The index and the one document that was needed.
    expect(readdirSync(folder)).toHaveLength(2);

    const offline = createSchemaFeed(createOpenApiCache(folder), note);
    expect(await offline.recall(contextKey(session.context))).toEqual(offer);
    await check(offline);
    const core = { context: session.context.name, groupVersion: 'v1' };
    expect(await offline.schema(core)).toBeNull();
    expect(await offline.schema({ ...core, context: 'another' })).toBeNull();
    expect(await offline.recall(contextKey({ name: 'another' }))).toBeNull();
  });

  test('a document that has changed since its index was read is fetched by its new hash', async () => {
    await install();
    const session = await sessionFor(controlPlane().kubeconfig('admin'));
    await untilListed(session, 'test.example.com/v1');
    const cache = createOpenApiCache(temporaryFolder());
    const feed = createSchemaFeed(cache, note);
    const groupVersion = 'test.example.com/v1';
    const before = (await feed.connect(session))?.groupVersions[groupVersion];
    await installCrds(controlPlane(), [crdOfEverything.replace('count:', 'amount2:')]);
    await waitUntil('another hash', async () => {
      const index = valueOf(await session.openApiIndex());
      return index[groupVersion]?.hash !== before;
    });
    const fetched = await feed.schema({ context: session.context.name, groupVersion });
    expect(JSON.stringify(fetched)).toContain('amount2');
    expect(await cache.document(groupVersion, before ?? '')).toBeUndefined();
  });

  test('a cluster that the user looks into tells so once, and again when its kinds have changed', async () => {
    const service = serviceFor([controlPlane().kubeconfigPath]);
    const connected: string[] = [];
    service.onDidConnect((name) => connected.push(name));
    const session = valueOf(await service.session());
    expect(connected).toEqual([]);
    await session.listNamespaces();
    await session.listNamespaces();
    expect(connected).toEqual(['admin']);
    const text = crdOfEverything.replaceAll('verything', 'veryone');
    const plan = valueOf(await session.plan(splitManifest(text)));
    expect((await session.apply(plan)).results.map(({ outcome }) => outcome)).toEqual(['applied']);
    expect(connected).toEqual(['admin', 'admin']);
  });

  test('reports on custom resources are those of the server, whichever way the CRD comes', async () => {
    await install();
    const ofWorkspace = testSession();
    const crd: unknown = parse(crdOfEverything);
    const head = crdHead(crd);
    if (!head) throw new Error('the CRD has no head');
    ofWorkspace.store.workspace.setOnDisk(pathToFileURL('/crd.yaml').href, [
      { head, value: () => crd },
    ]);
    const ofCluster = testSession();
    const session = await sessionFor(controlPlane().kubeconfig('admin'));
    await untilListed(session, 'test.example.com/v1');
    await load(ofCluster, session, ['test.example.com/v1']);
    const wrong: string[] = [];
    const missed: string[] = [];
    for (const spec of specs) {
      const text = manifest(spec);
      const path =
        '/apis/test.example.com/v1/namespaces/default/everythings?dryRun=All&fieldValidation=Strict';
      const answer = await controlPlane().request('POST', path, text, {
        contentType: 'application/yaml',
      });
      const isRefused = answer.status >= 300;
      for (const [name, ours] of [
        ['CRD', ofWorkspace],
        ['cluster', ofCluster],
      ] as const) {
        const found = await diagnose(ours, text);
        const errors = found.filter(({ severity }) => severity === 1).map(full);
        if (errors.length > 0 && !isRefused) wrong.push(`${name} ${spec}: ${errors.join(', ')}`);
        if (errors.length === 0 && isRefused)
          missed.push(`${name} ${spec}: ${answer.text.slice(0, 300)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(missed).toEqual([]);
  });

  test(
    'built-in kinds are reported on as with the bundled schemas',
    { timeout: 240_000 },
    async () => {
      const session = await sessionFor(controlPlane().kubeconfig('admin'));
      const bundled = testSession();
      const live = testSession();
      await load(live, session);
      const files = filesBelow(join(repositoryRoot, 'schemas/kubernetes/examples'));
      const texts = [
        ...files.map((path) => readFileSync(path, 'utf8')),
        ...allRuleExamples().map(({ text }) => text),
      ];
      const differences: string[] = [];
      for (const text of texts) {
        const before = (await diagnose(bundled, text)).map(full).join('\n');
        const after = (await diagnose(live, text)).map(full).join('\n');
        if (before !== after) differences.push(`${text}\n${before}\n  is now\n${after}`);
      }
      expect(texts.length).toBeGreaterThan(300);
      expect(differences).toEqual([]);
      const deployment = { group: 'apps', version: 'v1', kind: 'Deployment' };
      expect(live.store.find(deployment)).toMatchObject({
        source: 'Kubernetes',
        origin: { label: 'cluster admin' },
        plural: 'deployments',
      });
    },
  );
});

function manifest(spec: string): string {
  return `apiVersion: test.example.com/v1\nkind: Everything\nmetadata: { name: a }\nspec: ${spec}\n`;
}

/** Gives a session the schemas of a cluster: all of its groups unless told. */
async function load(
  { store }: Session,
  session: ClusterSession,
  groupVersions?: readonly string[],
): Promise<void> {
  const index = valueOf(await session.openApiIndex());
  const { name: context } = session.context;
  const hashes = Object.entries(index).map(([name, { hash }]) => [name, hash] as const);
  store.cluster.setIndex({ context, groupVersions: Object.fromEntries(hashes) });
  for (const [groupVersion, { path }] of Object.entries(index)) {
    if (groupVersions && !groupVersions.includes(groupVersion)) continue;
    // Without its hash the address leads to the document of the moment: other tests install CRDs.
    const address = path.split('?')[0] ?? path;
    store.cluster.add(context, groupVersion, valueOf(await session.openApiDocument(address)));
  }
}
