/**
 * The examples of facts, `core/rules/tables/<subject>/<table>.yaml` beside the table. `bases` are manifests, or values of a chart
 * (`$chart: trino@1.42.2`); `examples` say by code what a bad and a good one has instead: path to value, `null` for nothing.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { stepsOf } from '../../core/rules/tables/path.ts';
import type { Example } from './exampleFile.ts';
import { rulesFolder } from './ruleIndex.ts';

type Changes = Readonly<Record<string, unknown>>;

export interface FactExample {
  readonly code: string;
  readonly bad: string;
  readonly good: string;
  /** Where the bad one is told: the steps to one of these, or to what it stands in. */
  readonly places: readonly (readonly (string | number)[])[];
}

interface ExampleFile {
  readonly bases: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly examples: Readonly<
    Record<
      string,
      { readonly on?: string; readonly bad: Changes; readonly good: Changes; readonly at?: string }
    >
  >;
}

/** The files, as `spark/submission`. */
export function factFiles(): string[] {
  return globSync('tables/*/*.yaml', { cwd: rulesFolder })
    .map((file) => file.replaceAll('\\', '/').replace(/\.yaml$/, ''))
    .sort();
}

export function readFactExamples(file: string): FactExample[] {
  const text = readFileSync(join(rulesFolder, `${file}.yaml`), 'utf8');
  const { bases, examples } = parse(text) as ExampleFile;
  const [first = ''] = Object.keys(bases);
  return Object.entries(examples).map(([code, { on = first, bad, good, at }]) => {
    const base = bases[on];
    if (!base) throw new Error(`${file}.yaml: ${code} names the base "${on}", which is not there`);
    const changed = at === undefined ? Object.keys(bad) : [at];
    return {
      code,
      bad: textOf(base, bad),
      good: textOf(base, good),
      places: changed.map(pathOf),
    };
  });
}

/** By code, as the pages show them. */
export function factExamples(): Map<string, Example[]> {
  return new Map(
    factFiles()
      .flatMap(readFactExamples)
      .map(({ code, bad, good }) => [
        code,
        [
          { kind: 'bad', title: '', body: bad },
          { kind: 'good', title: '', body: good },
        ],
      ]),
  );
}

function textOf(base: Readonly<Record<string, unknown>>, changes: Changes): string {
  const { $chart, ...whole } = structuredClone(base);
  for (const [path, value] of Object.entries(changes)) setIn(whole, pathOf(path), value);
  const text = stringify(whole, { version: '1.1', lineWidth: 0 });
  return typeof $chart === 'string' ? `# chart: ${$chart}\n${text}` : text;
}

function pathOf(path: string): (string | number)[] {
  return stepsOf(path).steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function setIn(whole: object, path: readonly (string | number)[], value: unknown): void {
  let at = whole as Record<string | number, unknown>;
  const [last = '', ...before] = path.toReversed();
  const steps = before.reverse();
  for (const [index, step] of steps.entries()) {
    const found = at[step];
    const isNew = typeof found !== 'object' || found === null;
    const following = steps[index + 1] ?? last;
    at = (isNew ? (at[step] = typeof following === 'number' ? [] : {}) : found) as typeof at;
  }
  if (value === null) Reflect.deleteProperty(at, last);
  else at[last] = value;
}
