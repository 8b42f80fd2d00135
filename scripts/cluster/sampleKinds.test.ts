import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownKinds } from '../installOwnKinds.ts';
import { kindsIn, samples } from './sampleKinds.ts';

test('finds the kinds of a folder, in whatever version and document, and no others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-kinds-'));
  mkdirSync(join(folder, 'below'));
  writeFileSync(
    join(folder, 'below', 'a.yaml'),
    'apiVersion: v1\nkind: Pod\n---\napiVersion: kubeflow.org/v7\nkind: Notebook\n---\n- a list\n',
  );
  writeFileSync(join(folder, 'values.yaml'), 'kind: [not, a, kind]\napiVersion: x/y\n');
  const kinds = kindsIn(folder);
  rmSync(folder, { recursive: true });
  expect([...kinds]).toEqual(['kubeflow.org/Notebook']);
});

test('the samples need few of the kinds that there are', () => {
  const used = kindsIn(samples);
  expect(used).toContain('sparkoperator.k8s.io/SparkApplication');
  const all = ownKinds() ?? [];
  const needed = all.filter(({ group, kind }) => used.has(`${group}/${kind}`));
  expect(needed.length).toBeGreaterThan(10);
  expect(needed.length).toBeLessThan(all.length / 5);
});
