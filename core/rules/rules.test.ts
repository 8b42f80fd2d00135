import { expect, test } from 'vitest';
import { rules } from './index.ts';

test('codes are unique, kebab-case, and not those of formats', () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^(?!format-)[a-z0-9]+(-[a-z0-9]+)*$/);
});
