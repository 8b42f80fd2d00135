import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from './index.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { builtSchemas, reportsOf } from './testing.ts';

let schemas: SchemaStore;
beforeAll(() => {
  schemas = builtSchemas();
});

test('codes are unique, kebab-case, and not those of formats', () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^(?!format-)[a-z0-9]+(-[a-z0-9]+)*$/);
});

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test.each([rule.bad].flat())('is reported, alone', (source) => {
    const reports = reportsOf(source, schemas);
    expect(new Set(reports?.map((report) => report.code))).toEqual(new Set([code]));
    for (const { message, span } of reports ?? []) {
      expect(message).not.toMatch(/\.$|\n/);
      expect(span[1]).toBeGreaterThanOrEqual(span[0]);
    }
  });

  test.each([rule.good].flat())('is silent', (source) => {
    expect(reportsOf(source, schemas)).toEqual([]);
  });
});
