import { expect, test } from 'vitest';
import { jvmFaults, optionFaults, optionsOfWords } from './jvmOptions.ts';

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
  ['-XX:+UseG1CG', '-XX:+UseG1CG'],
  ['-XX:+useG1GC', '-XX:+useG1GC'],
  ['-XX:UseG1GC', '-XX:UseG1GC'],
  ['-XX:+UseG1GC=true', '-XX:+UseG1GC=true'],
  ['-XX:+MaxRAMPercentage=75', '-XX:+MaxRAMPercentage=75'],
  ['-XX:MaxRAMPercentage=75%', '-XX:MaxRAMPercentage=75%'],
  ['-XX:MaxRAMPercentage=150', '-XX:MaxRAMPercentage=150'],
  ['-XX:MaxRAMPercentage', '-XX:MaxRAMPercentage'],
  ['-XX:ParallelGCThreads=4.5', '-XX:ParallelGCThreads=4.5'],
  ['-XX:+UseG1GC\n-XX:+UseZGC', '-XX:+UseZGC'],
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
  '-XX:+UseG1GC\n-XX:-UseG1GC\n-XX:+UseZGC',
  '-XX:+UseConcMarkSweepGC\n-XX:+UseParNewGC',
  '-XX:+IgnoreUnrecognizedVMOptions\n-XX:+UseG1CG',
  '-XX:+UseSomethingOfAnotherJvm',
  '-XX:MinHeapFreeRatio=10',
  '-XX:+UseAES\n-XX:+UseSHA\n-XX:UseAVX=2\n-XX:+UseAOT\n-XX:UseSSE=4\n-XX:ZTenuringThreshold=1',
  '-XX:TieredStopAtLevel=1',
  '-XX:MaxDirectMemorySize=2g',
  '-XX:HeapDumpPath=/tmp/a b',
  '-XX:FlightRecorderOptions=stackdepth=256',
  '-Xlog:gc*:file=/tmp/x',
  '@/etc/more',
  '',
])('%s is one', (text) => {
  expect(faults(text)).toEqual([]);
});

test('what another tool fills in is not judged', () => {
  expect(faults('-Xmx@@HEAP@@\nXmx1g', '@@')).toEqual(['Xmx1g']);
});

test('options side by side are judged one by one, and together', () => {
  const text = '-Xms4g -Xmx2g -Da=-Xmx8Gi -XX:+HeapDumpOnOutOfMemoryErorr';
  const found = optionFaults(optionsOfWords(text, [0, text.length]));
  expect(found.map(({ span }) => text.slice(...span))).toEqual([
    '-XX:+HeapDumpOnOutOfMemoryErorr',
    '-Xms4g',
  ]);
  expect(found.map(({ suggest }) => suggest)).toEqual([
    '-XX:+HeapDumpOnOutOfMemoryError',
    undefined,
  ]);
});

test.each([
  ['-Xmx8Gi', '-Xmx8G'],
  ['-Xmx=8g', '-Xmx8g'],
  ['-XX:MaxMetaspaceSize=256MB', '-XX:MaxMetaspaceSize=256M'],
  ['-XX:UseG1GC', '-XX:+UseG1GC'],
  ['-XX:UseTLAB=false', '-XX:-UseTLAB'],
  ['-XX:-MaxRAMPercentage=75', '-XX:MaxRAMPercentage=75'],
])('in the place of %s one writes %s', (text, suggest) => {
  expect(jvmFaults(text, [0, text.length], () => false)[0]?.suggest).toBe(suggest);
});
