import { expect, test } from 'vitest';
import { leadsTo } from './endpoints.ts';

const service = (selector?: object) => ({ spec: { ...(selector && { selector }) } });

test('a Service leads to a pod that has all labels of its selector', () => {
  const pods = [{ app: 'web', tier: 'a' }, { app: 'db' }];
  expect(leadsTo(service({ app: 'web' }), pods)).toBe(true);
  expect(leadsTo(service({ app: 'db', tier: 'a' }), pods)).toBe(false);
  expect(leadsTo(service({ toString: 'x' }), pods)).toBe(false);
});

test('a Service without a selector, and one beside no pods, leads to none', () => {
  expect(leadsTo(service(), [{ app: 'web' }])).toBe(false);
  expect(leadsTo(service({}), [{ app: 'web' }])).toBe(false);
  expect(leadsTo(service({ app: 'web' }), [])).toBe(false);
});
