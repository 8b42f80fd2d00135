/** For tests: what is found in a text with a small schema of one's own. */
import { StepBudget } from '../pacing/stepBudget.ts';
import { finish } from '../pacing/work.ts';
import type { ChartInForce, TypeSchema } from '../schema/schema.ts';
import { packIndex } from '../schema/packedIndex.ts';
import { SchemaStore } from '../schema/schemaStore.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { WalkContext } from '../walk/visit.ts';
import { parse } from '../yaml/parse.ts';
import type { Finding } from './finding.ts';
import { findingsIn } from './findingsIn.ts';

export interface Given extends Partial<Omit<WalkContext, 'root' | 'text' | 'schema'>> {
  /** Of the kind, which is a custom resource unless it is said. */
  readonly schema: TypeSchema;
  readonly isKubernetes?: boolean;
  /** Definitions of Kubernetes, to be referred to as `io.k8s.api.core.v1#/NAME`. */
  readonly builtIn?: Record<string, TypeSchema>;
  /** The text is values of this chart. */
  readonly chart?: Partial<ChartInForce>;
  readonly budget?: StepBudget;
}

/** The findings in the text of an object or of values. */
export function findingsOf(text: string, given: Given): Finding[] {
  const { schema: _, isKubernetes: _k, builtIn: _b, chart, budget, ...others } = given;
  const root = parse(text).root;
  if (!root) throw new Error('the text is empty');
  // A question to the server: rules about names leave it alone.
  const gvk = { group: 'example.com', version: 'v1', kind: 'ThingReview' };
  const isValues = chart !== undefined && { isValues: true };
  const ctx: WalkContext = {
    root,
    text,
    gvk,
    schema: typedSchemaOf(given),
    ...isValues,
    ...others,
  };
  return finish(findingsIn(ctx, budget ?? new StepBudget()));
}

/** The same in short: `error wrong-type "80"`. */
export function briefOf(text: string, given: Given): string[] {
  return findingsOf(text, given).map(
    ({ code, severity, span }) => `${severity} ${code} "${text.slice(...span)}"`,
  );
}

export function typedSchemaOf({
  schema,
  builtIn = {},
  isKubernetes = false,
  chart,
}: Given): TypedSchema {
  const own = isKubernetes ? 'io.k8s.api.example.v1' : 'example.com';
  const files: Record<string, unknown> = {
    index: packIndex([
      {
        ...{ group: 'example.com', version: 'v1', kind: 'Thing', plural: 'things' },
        ...{ namespaced: true, bundle: own, definition: 'Thing', source: '', sourceVersion: '' },
      },
    ]),
    [own]: { Thing: schema },
    'io.k8s.api.core.v1': builtIn,
  };
  const store = new SchemaStore((name) => JSON.stringify(files[name] ?? {}));
  const typed = store.schemaOf({ group: 'example.com', version: 'v1', kind: 'Thing' });
  if (!typed) throw new Error('the kind is missing');
  if (!chart) return typed;
  const { entry: _, ...open } = typed;
  return { ...open, chart: { ...someChart, ...chart } };
}

const someChart: ChartInForce = {
  id: 'some',
  name: 'some',
  title: 'some chart',
  version: '1.0',
  isTrusted: true,
  isStrict: false,
};
