import { expect, test } from 'vitest';
import { selectorOf } from './ownedPods.ts';

const object = (name: string, selector?: object) => ({ metadata: { name }, spec: { selector } });

test('labels are filled in from the object', () => {
  const facts = { labels: { app: '{metadata.name}', part: 'driver' } };
  expect(selectorOf(object('pi'), facts)).toBe('app=pi,part=driver');
});

test('a value that no label can have, or that is not there, finds nothing', () => {
  const facts = { labels: { app: '{metadata.name}' } };
  expect(selectorOf(object('x'.repeat(64)), facts)).toBeUndefined();
  expect(selectorOf(object('a,b=c'), facts)).toBeUndefined();
  expect(selectorOf({}, facts)).toBeUndefined();
});

test("an object's own selector is written as the server reads it", () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
      { key: 'new', operator: 'Exists' },
      { key: 'x', operator: 'NotIn', values: ['y'] },
    ],
  };
  expect(selectorOf(object('n', selector), { selector: 'spec.selector' })).toBe(
    'app=web,tier in (a,b),!old,new,x notin (y)',
  );
  expect(selectorOf(object('n', {}), { selector: 'spec.selector' })).toBeUndefined();
});
