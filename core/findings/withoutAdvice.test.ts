import { expect, test } from 'vitest';
import { withoutAdvice } from './withoutAdvice.ts';

test('advice is off, unless its level is set', () => {
  const levels = { 'image-latest': 'warning', 'unknown-field': 'hint' } as const;
  const result = withoutAdvice(levels);
  expect(result).toMatchObject({ ...levels, 'host-network': 'off' });
  expect(result['host-network-names']).toBeUndefined();
  expect(withoutAdvice(levels)).toBe(result);
});
