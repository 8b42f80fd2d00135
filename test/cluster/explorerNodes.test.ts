// The explorer's nodes without a window: what a person would see, level by level, of a real API server.
import { expect, test } from 'vitest';
import { createPages } from '../../client/explorer/pages.ts';
import { rootNodes } from '../../client/explorer/nodes/contexts.ts';
import {
  isMoreNode,
  isPagedNode,
  type ExplorerNode,
  type NodeContext,
} from '../../client/explorer/nodes/node.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import {
  closedPort,
  fileIn,
  kubeconfigFor,
  serviceFor,
  temporaryFolder,
} from './clusterFixture.ts';

function explorerOf(kubeconfig: string, protectedContexts: string[] = []): NodeContext {
  return contextOf([fileIn(temporaryFolder(), 'config', kubeconfig)], protectedContexts);
}

function contextOf(files: string[], protectedContexts: string[] = []): NodeContext {
  return {
    service: serviceFor(files),
    pages: createPages(),
    signal: new AbortController().signal,
    isProtected: (name) => protectedContexts.includes(name),
  };
}

/** The node that is reached over these labels, from the top. */
async function nodeAt(ctx: NodeContext, ...labels: string[]): Promise<ExplorerNode> {
  let level = await rootNodes(ctx);
  let found: ExplorerNode | undefined;
  for (const label of labels) {
    found = level.find((node) => node.view().label === label);
    if (!found)
      throw new Error(`no ${label} among ${level.map((node) => node.view().label).join(', ')}`);
    level = await found.children(ctx);
  }
  if (!found) throw new Error('no labels');
  return found;
}

/** A definition whose objects may hold anything. */
function crdOf(group: string, version: string, kind: string, plural: string): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved' },
    },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      ],
    },
  };
}

async function linesBelow(ctx: NodeContext, ...labels: string[]): Promise<string[]> {
  const children = await (await nodeAt(ctx, ...labels)).children(ctx);
  return children.map((child) => {
    const { label, description } = child.view();
    return description ? `${label} | ${description}` : label;
  });
}

await controlPlaneOrSkip('the explorer of a real control plane', { nodes: 1 }, (controlPlane) => {
  const asAdmin = (protectedContexts?: string[]) =>
    explorerOf(controlPlane().kubeconfig('admin'), protectedContexts);

  test('the context in use is open, says its server, and whether it is protected', async () => {
    const host = new URL(controlPlane().url).host;
    const [plain] = await rootNodes(asAdmin());
    expect(plain?.view()).toMatchObject({
      label: 'admin',
      description: `in use · ${host}`,
      contextValue: 'context.current',
      collapsible: 'expanded',
    });
    const [guarded] = await rootNodes(asAdmin(['admin']));
    expect(guarded?.view().description).toBe(`in use · protected · ${host}`);
  });

  test('storage classes name the default one, nodes their state', async () => {
    const ctx = asAdmin();
    expect(await linesBelow(ctx, 'admin', 'Storage Classes')).toContainEqual(
      expect.stringMatching(/^standard \| default · /),
    );
    expect(await linesBelow(ctx, 'admin', 'Nodes')).toEqual(['node-1 | Ready']);
  });

  test('an operator that is not installed is a note, not a failure', async () => {
    const lines = await linesBelow(
      asAdmin(),
      'admin',
      'Namespaces',
      'default',
      'Spark Applications',
    );
    expect(lines).toEqual(['The Spark operator is not installed in this cluster']);
  });

  test('a kind that the cluster serves in another version is listed in that one', async () => {
    await controlPlane().request(
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      crdOf('sparkoperator.k8s.io', 'v1', 'SparkApplication', 'sparkapplications'),
    );
    const made = '/apis/sparkoperator.k8s.io/v1/namespaces/default/sparkapplications';
    await expect
      .poll(
        async () =>
          (
            await controlPlane().request('POST', made, {
              apiVersion: 'sparkoperator.k8s.io/v1',
              kind: 'SparkApplication',
              metadata: { name: 'pi' },
            })
          ).status,
        { timeout: 20_000 },
      )
      .toBe(201);
    await expect
      .poll(() => linesBelow(asAdmin(), 'admin', 'Namespaces', 'default', 'Spark Applications'), {
        timeout: 20_000,
      })
      .toEqual(['pi | New']);
  });

  test('a long list comes in pages, each adding to what is there', async () => {
    for (let at = 0; at < 5; at += 1) {
      const name = `paged-${at}`;
      await controlPlane().request('POST', '/api/v1/namespaces', { metadata: { name } });
    }
    const ctx = asAdmin();
    const folder = await nodeAt(ctx, 'admin', 'Namespaces');
    if (!isPagedNode(folder)) throw new Error('namespaces are not read in pages');
    const session = await ctx.service.session();
    if (!session.ok) throw new Error(session.error.message);
    const loadThree = (continueToken?: string) =>
      session.value.listNamespaces({ limit: 3, continueToken });
    ctx.pages.forget();
    await ctx.pages.get(folder.id, loadThree);
    const first = await folder.children(ctx);
    expect(first).toHaveLength(4);
    expect(isMoreNode(first.at(-1))).toBe(true);
    await ctx.pages.more(folder.id, loadThree);
    expect(await folder.children(ctx)).toHaveLength(7);
  });

  test('node ids are the same when everything is read again', async () => {
    const [before, after] = [asAdmin(), asAdmin()];
    const ids = async (ctx: NodeContext) =>
      (await (await nodeAt(ctx, 'admin', 'Namespaces', 'default')).children(ctx)).map(
        ({ id }) => id,
      );
    expect(await ids(before)).toEqual(await ids(after));
    expect(new Set(await ids(before)).size).toBe((await ids(before)).length);
  });

  test('who may not list namespaces is told so and still gets the one of the context', async () => {
    const ctx = explorerOf(controlPlane().kubeconfig('nobody', 'team'));
    const lines = await linesBelow(ctx, 'nobody', 'Namespaces');
    expect(lines).toEqual([
      'Not allowed to list namespaces | click to try again',
      "team | the context's namespace",
    ]);
  });

  test('a token that the server does not know is a sign-in that was refused', async () => {
    const ctx = explorerOf(controlPlane().kubeconfig('stranger'));
    const [line] = await linesBelow(ctx, 'stranger', 'Nodes');
    expect(line).toBe('Sign-in was refused (401) | click to try again');
  });

  test('a server that is gone is a failure with a retry; what was seen stays below it', async () => {
    const ctx = asAdmin();
    const folder = await nodeAt(ctx, 'admin', 'Nodes');
    const port = await closedPort();
    const gone = explorerOf(
      kubeconfigFor(controlPlane(), { token: 'x' }, { server: `https://127.0.0.1:${port}` }),
    );
    if (!isPagedNode(folder)) throw new Error('nodes are not read in pages');
    expect(await linesBelow(gone, 'test', 'Nodes')).toEqual([
      'Cluster cannot be reached | click to try again',
    ]);
    const session = await gone.service.session();
    if (!session.ok) throw new Error(session.error.message);
    await ctx.pages.reload(folder.id, () => session.value.list({ apiVersion: 'v1', kind: 'Node' }));
    const lines = (await folder.children(ctx)).map((node) => node.view().label);
    expect(lines).toEqual(['Cluster cannot be reached', 'node-1']);
  });

  test('a context that cannot be used says why when it is opened', async () => {
    const broken = explorerOf(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        contexts: [{ name: 'lost', context: { cluster: 'nowhere', user: 'nobody' } }],
        'current-context': 'lost',
      }),
    );
    const [context] = await rootNodes(broken);
    expect(context?.view()).toMatchObject({ contextValue: 'context.broken', label: 'lost' });
    expect(await linesBelow(broken, 'lost')).toEqual([
      'Cluster is missing in the kubeconfig | click to try again',
    ]);
  });
});

test('an entry that an earlier file hides is said', async () => {
  const folder = temporaryFolder();
  const config = (server: string) => kubeconfigFor({ url: server, caCert: '' }, { token: 'x' });
  const [first, second] = [
    fileIn(folder, 'first', config('https://a')),
    fileIn(folder, 'second', config('https://b')),
  ];
  const ctx = contextOf([first, second]);
  const last = (await rootNodes(ctx)).at(-1)?.view();
  expect(last).toMatchObject({
    label: 'test-cluster is hidden',
    description: `cluster of ${second}`,
  });
  expect(last?.tooltip).toContain(first);
});

test('without a kubeconfig there is nothing, so that the welcome text shows', async () => {
  const ctx = contextOf(['/nowhere/at/all']);
  expect(await rootNodes(ctx)).toEqual([]);
});

test('a kubeconfig that is not YAML is a failure with a retry', async () => {
  const ctx = explorerOf('contexts: [\n');
  const [failure] = await rootNodes(ctx);
  expect(failure?.view()).toMatchObject({
    label: 'Kubeconfig cannot be read',
    contextValue: 'message.retry',
  });
});
