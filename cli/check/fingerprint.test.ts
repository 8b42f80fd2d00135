import { expect, test } from 'vitest';
import type { FileFinding } from './finding.ts';
import { fingerprintsOf } from './fingerprint.ts';

function finding(more: Partial<FileFinding>): FileFinding {
  return {
    ...{ line: 1, column: 1, endLine: 1, endColumn: 2 },
    ...{ code: 'unknown-field', severity: 'error', message: 'no field "a"' },
    object: { kind: 'Pod', name: 'web' },
    related: [],
    fingerprint: '',
    ...more,
  };
}

const one = (more: Partial<FileFinding>): string | undefined => fingerprintsOf([finding(more)])[0];

test('a fingerprint stays where lines and levels change', () => {
  const before = one({ message: 'the same as in line 12' });
  expect(one({ line: 9, endLine: 9, severity: 'hint', message: 'the same as in line 1,312' })).toBe(
    before,
  );
});

test('another rule, object or sentence has another one', () => {
  const all = [{}, { code: 'x' }, { object: { kind: 'Pod', name: 'db' } }, { message: 'no "b"' }];
  expect(new Set(all.map(one)).size).toBe(all.length);
});

test('of several that are equal each has its own', () => {
  const all = fingerprintsOf([finding({ line: 1 }), finding({ line: 2 }), finding({ line: 3 })]);
  expect(new Set(all).size).toBe(3);
  expect(fingerprintsOf([finding({ line: 7 })])[0]).toBe(all[0]);
});
