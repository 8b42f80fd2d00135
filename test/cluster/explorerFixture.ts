// The explorer's nodes without a window: walks over labels, and what a person would read at each step.
import { onTestFinished } from 'vitest';
import { createExplorerChoices } from '../../client/explorer/choices.ts';
import type { ExplorerChoices } from '../../client/explorer/choices.ts';
import { createOpenLists } from '../../client/explorer/openLists.ts';
import type { OpenLists } from '../../client/explorer/openLists.ts';
import { rootNodes } from '../../client/explorer/nodes/contexts.ts';
import type { ExplorerNode, NodeContext } from '../../client/explorer/nodes/node.ts';
import { fileIn, serviceFor, temporaryFolder } from './clusterFixture.ts';

export interface ExplorerUnderTest extends NodeContext {
  readonly choices: ExplorerChoices;
  readonly lists: OpenLists;
}

interface FixtureOptions {
  readonly open?: readonly string[];
  readonly protectedContexts?: readonly string[] | undefined;
  readonly readOnlyContexts?: readonly string[];
}

/** All contexts of the kubeconfig that is handed in are open. */
export function explorerOf(kubeconfig: string, options: FixtureOptions = {}): ExplorerUnderTest {
  return explorerOfFiles([fileIn(temporaryFolder(), 'config', kubeconfig)], options);
}

export function explorerOfFiles(
  files: readonly string[],
  { open = [], protectedContexts = [], readOnlyContexts = [] }: FixtureOptions = {},
): ExplorerUnderTest {
  const kept = new Map<string, unknown>();
  const choices = createExplorerChoices({
    get: (key) => kept.get(key),
    update(key, value) {
      kept.set(key, value);
      return Promise.resolve();
    },
  });
  for (const name of open) choices.open(name);
  const lists = createOpenLists({
    isSeen: () => true,
    isDrawn: () => true,
    changed: () => undefined,
    failed(error) {
      throw error;
    },
  });
  onTestFinished(() => lists.forget());
  return {
    service: serviceFor(files),
    lists,
    signal: new AbortController().signal,
    isProtected: (name) => protectedContexts.includes(name),
    isReadOnly: (name) => readOnlyContexts.includes(name),
    choices,
  };
}

/** The node that is reached over these labels, from the top. */
export async function nodeAt(ctx: NodeContext, ...labels: string[]): Promise<ExplorerNode> {
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

export async function linesBelow(ctx: NodeContext, ...labels: string[]): Promise<string[]> {
  const children = await (await nodeAt(ctx, ...labels)).children(ctx);
  return children.map(lineOf);
}

/** What stands in the row of a node. */
export function lineOf(node: ExplorerNode): string {
  const { label, description } = node.view();
  return description ? `${label} | ${description}` : label;
}
