import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { podSpecFacts } from './podSpecFacts.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pods-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(system: string, text: string): void {
  mkdirSync(path.join(folder, system));
  writeFileSync(path.join(folder, system, 'pods.yaml'), text);
}

test('the kinds of all systems stand in one table', () => {
  write('a', 'a.io/Job: [{ at: spec.template.spec }]');
  write('b', 'b.io/Job: [{ at: spec, adds: [own-*] }]');
  expect(podSpecFacts(folder)).toEqual({
    'a.io/Job': [{ at: 'spec.template.spec' }],
    'b.io/Job': [{ at: 'spec', adds: ['own-*'] }],
  });
});

test.each([
  ['a.io/Job: [{ volumes: [spec.volumes] }]', 'no path ("at")'],
  ['a.io/Job: [{ at: spec, volume: [spec.volumes] }]', 'nobody reads "volume"'],
])('%s is refused', (text, message) => {
  write('a', text);
  expect(() => podSpecFacts(folder)).toThrow(message);
});

test('two systems may not speak of one kind', () => {
  write('a', 'a.io/Job: [{ at: spec }]');
  write('b', 'a.io/Job: [{ at: spec }]');
  expect(() => podSpecFacts(folder)).toThrow('another system speaks of a.io/Job');
});
