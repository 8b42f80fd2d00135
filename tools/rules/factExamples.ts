/**
 * The examples of facts, `core/rules/tables/<subject>/<table>.yaml` beside the table. `bases` are manifests, or values of a chart
 * (`$chart: trino@1.42.2`); `examples` say by code what a bad and a good one has instead: path to value, `null` for nothing.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Example } from './exampleFile.ts';
import { changed, pathOf, type Changes, type Manifest } from './changed.ts';
import { rulesFolder } from './ruleIndex.ts';

export interface FactExample {
  readonly code: string;
  readonly bad: string;
  readonly good: string;
  /** Where the bad one is told: the steps to one of these, or to what it stands in. */
  readonly places: readonly (readonly (string | number)[])[];
}

interface ExampleFile {
  readonly bases: Readonly<Record<string, Manifest>>;
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
    const told = at === undefined ? Object.keys(bad) : [at];
    return {
      code,
      bad: changed(base, bad),
      good: changed(base, good),
      places: told.map(pathOf),
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
