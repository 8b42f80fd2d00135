import { expect, test } from 'vitest';
import { nearestFiles } from './nearest.ts';

const nearest = (from: string, ...others: string[]): readonly string[] =>
  nearestFiles(
    `file:///w/${from}`,
    others.map((other) => `file:///w/${other}`),
  ).map((uri) => uri.slice('file:///w/'.length));

test('the CRD of the own folder counts before that of a neighbour', () => {
  expect(nearest('a/x.yaml', 'a/crd.yaml', 'b/crd.yaml')).toEqual(['a/crd.yaml']);
  expect(nearest('b/x.yaml', 'a/crd.yaml', 'b/crd.yaml')).toEqual(['b/crd.yaml']);
  expect(nearest('b/apps/x.yaml', 'a/crds/crd.yaml', 'b/crds/crd.yaml')).toEqual([
    'b/crds/crd.yaml',
  ]);
});

test('one above counts before one beside that', () => {
  expect(nearest('a/apps/x.yaml', 'crd.yaml', 'a/crd.yaml', 'b/crd.yaml')).toEqual(['a/crd.yaml']);
  expect(nearest('c/x.yaml', 'crd.yaml', 'a/crd.yaml')).toEqual(['crd.yaml']);
});

test('of equally near ones all count', () => {
  expect(nearest('x.yaml', 'a/crd.yaml', 'b/crd.yaml', 'b/c/crd.yaml')).toEqual([
    'a/crd.yaml',
    'b/crd.yaml',
  ]);
  expect(nearest('a/x.yaml', 'a/one.yaml', 'a/two.yaml')).toEqual(['a/one.yaml', 'a/two.yaml']);
});

test('a way that leads less far up and one that is shorter are equally near', () => {
  expect(nearest('a/x.yaml', 'a/b/c/d/crd.yaml', 'e/crd.yaml')).toEqual([
    'a/b/c/d/crd.yaml',
    'e/crd.yaml',
  ]);
});
