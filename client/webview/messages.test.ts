import { expect, test } from 'vitest';
import { PageIds, pageMessage } from './messages.ts';

const actions = ['describe', 'openYaml'] as const;

test('what a page may say is that it is there, and one of its actions on an id', () => {
  expect(pageMessage({ type: 'ready', more: 1 }, actions)).toEqual({ type: 'ready' });
  expect(pageMessage({ type: 'act', action: 'openYaml', id: 'object-1', x: 1 }, actions)).toEqual({
    ...{ type: 'act', action: 'openYaml', id: 'object-1' },
  });
});

test('all else is nothing', () => {
  const others: unknown[] = [
    ...[undefined, null, 'ready', 7, [], {}, { type: 'other' }, { type: 'act' }],
    { type: 'act', action: 'delete', id: 'object-1' },
    { type: 'act', action: 'openYaml' },
    { type: 'act', action: 'openYaml', id: { toString: () => 'object-1' } },
    { type: 'act', action: 'constructor', id: 'object-1' },
    { type: 'act', action: ['openYaml'], id: 'object-1' },
  ];
  expect(others.map((value) => pageMessage(value, actions))).toEqual(others.map(() => undefined));
});

test('an object has one id, and an id that was not given leads nowhere', () => {
  const ids = new PageIds<{ name: string }>(({ name }) => name);
  const id = ids.idOf({ name: 'web' });
  expect(ids.idOf({ name: 'web' })).toBe(id);
  expect(ids.idOf({ name: 'other' })).not.toBe(id);
  expect(ids.object(id)).toEqual({ name: 'web' });
  for (const foreign of ['object-3', '__proto__', 'constructor', ''])
    expect(ids.object(foreign)).toBeUndefined();
});
