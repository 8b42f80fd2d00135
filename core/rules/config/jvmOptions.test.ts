import { expect, test } from 'vitest';
import { jvmFaults } from './jvmOptions.ts';

const faults = (text: string, held = '§'): string[] =>
  jvmFaults(text, [0, text.length], (piece) => piece.includes(held)).map(({ span }) =>
    text.slice(...span),
  );

test.each([
  ['-Xmx8Gi', '-Xmx8Gi'],
  ['-Xmx8GB', '-Xmx8GB'],
  ['-Xmx', '-Xmx'],
  ['  Xmx8g', 'Xmx8g'],
  ['-XX:MaxMetaspaceSize=256MB', '-XX:MaxMetaspaceSize=256MB'],
  ['-Xms1g -Xmx2g', '-Xms1g -Xmx2g'],
  ['-Xms2g\n-Xmx1024m', '-Xms2g'],
])('%s is none', (text, place) => {
  expect(faults(text)).toEqual([place]);
});

test.each([
  '-Xms1g\n-Xmx1024m',
  '# Xmx8g',
  '-Xmx${HEAP}',
  '{{ options }}',
  '-Da=b c -d',
  '-XX:MaxRAMPercentage=80.0',
  '-XX:+UseG1GC',
  '-Xlog:gc*:file=/tmp/x',
  '@/etc/more',
  '',
])('%s is one', (text) => {
  expect(faults(text)).toEqual([]);
});

test('what another tool fills in is not judged', () => {
  expect(faults('-Xmx@@HEAP@@\nXmx1g', '@@')).toEqual(['Xmx1g']);
});
