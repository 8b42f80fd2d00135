/** Where objects hold pods (`schemas/<system>/pods.yaml`): every path leads to a field of the kind. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { stepsOf } from '../../core/rules/tables/path.ts';
import { schemaAt, type TypedSchema } from '../../core/schema/typedSchema.ts';
import { podSpecFacts } from '../../tools/schemas/podSpecFacts.ts';
import { builtStore } from '../harness/checkCompletion.ts';

const facts = Object.entries(podSpecFacts(path.join(import.meta.dirname, '../../schemas')));

test.each(facts)('%s has its pods where they are looked for', (name, places) => {
  const [kind = '', group = ''] = name.split('/').toReversed();
  const typed = builtStore.kinds
    .filter((entry) => entry.kind === kind && entry.group === group)
    .flatMap((entry) => builtStore.schemaOf(entry) ?? []);
  expect(typed.length).toBeGreaterThan(0);
  const missing = places.flatMap(
    ({ at, containers = [], mounts = [], volumes = [], unless = [] }) => {
      const fromPod = [...containers, ...mounts, ...unless.filter((each) => !each.startsWith('/'))];
      const fromObject = unless.filter((each) => each.startsWith('/')).map((each) => each.slice(1));
      return [at, ...volumes, ...fromObject, ...fromPod.map((each) => `${at}.${each}`)];
    },
  );
  expect(missing.filter((each) => !typed.some((schema) => leads(schema, each)))).toEqual([]);
});

function leads(schema: TypedSchema, to: string): boolean {
  const steps = stepsOf(to).steps.map((step) => (step === '[]' ? 0 : step));
  return schemaAt(schema, steps) !== undefined;
}
