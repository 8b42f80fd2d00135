import { expect, test } from 'vitest';
import type { KindEntry } from '../../core/schema/schema.ts';
import type { Bundles } from './walk.ts';
import { clusterFactsProblems } from './clusterFactsCheck.ts';

const entry = {
  group: 'x.io',
  version: 'v1',
  kind: 'Job',
  bundle: 'x.io',
  definition: 'Job',
} as KindEntry;
const bundles: Bundles = {
  'x.io': {
    Job: { properties: { status: { $ref: '#/Status' }, metadata: { type: 'object' } } },
    Status: {
      properties: {
        phase: { type: 'string' },
        conditions: { items: { properties: { type: { type: 'string' } } } },
      },
    },
  },
};
const problems = (facts: object) =>
  clusterFactsProblems(
    {
      kinds: [{ apiVersion: 'x.io/v1', kind: 'Job', namespaced: true, ...facts }],
      platform: [],
      builtInGroups: [],
    },
    bundles,
    [entry],
  );

test('paths that the schema of the kind has are fine, through lists and open objects too', () => {
  const status = { phase: 'status.phase', values: { Done: 'ok' }, detail: ['{metadata.name} x'] };
  expect(problems({ status })).toEqual([]);
  expect(problems({ columns: [{ title: 'T', path: 'status.conditions.-1.type' }] })).toEqual([]);
});

test.each([
  [{ status: { phase: 'status.fase', values: {} } }, 'there is no field status.fase'],
  [{ status: { phase: 'status.conditions.type', values: {} } }, 'no field status.conditions.type'],
  [{ status: { phase: 'status.phase' } }, 'status has a phase and no values'],
  [{ status: { conditions: { Done: 'fine' } } }, 'fine is no health'],
  [{ status: { detail: ['{status.why}'] } }, 'there is no field status.why'],
  [{ status: { fase: 'x' } }, 'status has no key fase'],
  [{ columns: [{ name: 'T', path: 'status.phase' }] }, 'column has no key name'],
  [{ pods: { labels: { app: '{metadata.name}' }, roles: 'x' } }, 'pods has no key roles'],
  [{ explorer: { title: 'T', icon: 'i', section: 'jobs' } }, 'the explorer has no section jobs'],
])('%j: %s', (facts, expected) => {
  expect(problems(facts)).toEqual([expect.stringContaining(expected)]);
});
