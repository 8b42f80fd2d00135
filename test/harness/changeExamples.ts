/**
 * Reads `core/changes/examples.yaml`: objects, with changes of them that an API server refuses and that it takes, and
 * `operatorExamples.yaml`: with changes that an API server takes, and what their operators make of them;
 * `chartExamples.yaml`: values of charts with changes. For tests.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { repositoryRoot } from './manifests.ts';

export interface ChangeExample {
  /** `StatefulSet kafka: spec.serviceName`. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** The field that the change is about. */
  readonly path: string;
  readonly isRefused: boolean;
}

interface Written {
  readonly object: { readonly kind: string; readonly metadata: { readonly name: string } };
  readonly bad?: readonly Change[];
  readonly good?: readonly Change[];
}

type Change = Readonly<Record<string, unknown>>;

/** A change that the API server takes. */
export interface OperatorExample extends Pick<ChangeExample, 'name' | 'before' | 'after'> {
  /** The object before is what a cluster has. */
  readonly isOfCluster: boolean;
  /** The code that is told; absent: none is. */
  readonly code?: string;
}

interface WrittenForOperator {
  readonly object: Written['object'];
  readonly told?: readonly OperatorChange[];
  readonly silent?: readonly OperatorChange[];
}

interface OperatorChange {
  readonly set: Change;
  readonly code?: string;
  readonly cluster?: true;
}

export function operatorExamples(): OperatorExample[] {
  return (read('operatorExamples.yaml') as readonly WrittenForOperator[]).flatMap(
    ({ object, told = [], silent = [] }) =>
      [...told, ...silent].map(({ set, code, cluster = false }) => {
        const { name, before, after } = exampleOf(object, set, code !== undefined);
        const isOfCluster: boolean = cluster;
        return {
          ...{ name: `${name}${isOfCluster ? ' of a cluster' : ''}`, before, after, isOfCluster },
          ...(code !== undefined && { code }),
        };
      }),
  );
}

interface WrittenForChart extends Omit<WrittenForOperator, 'object'> {
  readonly chart: string;
  readonly values: object;
}

export function chartExamples(): Omit<OperatorExample, 'isOfCluster'>[] {
  return (read('chartExamples.yaml') as readonly WrittenForChart[]).flatMap(
    ({ chart, values, told = [], silent = [] }) =>
      [...told, ...silent].map(({ set, code }) => ({
        name: `${chart}: ${JSON.stringify(set)}`,
        before: valuesText(chart, values),
        after: valuesText(chart, changedBy(values, set)),
        ...(code !== undefined && { code }),
      })),
  );
}

function valuesText(chart: string, values: object): string {
  return `# chart: ${chart}\n${stringify(values, { aliasDuplicateObjects: false })}`;
}

export function changeExamples(): ChangeExample[] {
  const written = read('examples.yaml') as readonly Written[];
  return written.flatMap(({ object, bad = [], good = [] }) => [
    ...bad.map((change) => exampleOf(object, change, true)),
    ...good.map((change) => exampleOf(object, change, false)),
  ]);
}

function read(file: string): unknown {
  return parse(readFileSync(join(repositoryRoot, 'core/changes', file), 'utf8'));
}

function exampleOf(object: Written['object'], change: Change, isRefused: boolean): ChangeExample {
  const after = changedBy(object, change);
  const [path = ''] = Object.keys(change);
  const write = (value: unknown): string => stringify(value, { aliasDuplicateObjects: false });
  return {
    name: `${object.kind} ${object.metadata.name}: ${path} ${JSON.stringify(change[path])}`,
    before: write(object),
    after: write(after),
    path,
    isRefused,
  };
}

function changedBy(root: object, change: Change): object {
  const after = structuredClone(root);
  for (const [path, value] of Object.entries(change)) setAt(after, path.split('.'), value);
  return after;
}

function setAt(root: object, path: readonly string[], value: unknown): void {
  let at = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
  at[path.at(-1) ?? ''] = value;
}
