import { expect, test } from 'vitest';
import { logText, noteText, sourceName } from './logWords.ts';

test('a pod is called by what its name has beside that of its object', () => {
  const source = { pod: 'web-7d4b-x2x', container: 'main' };
  expect(sourceName(source, { objectName: 'web', showsContainer: false })).toBe('7d4b-x2x');
  expect(sourceName(source, { objectName: 'we', showsContainer: true })).toBe('web-7d4b-x2x main');
  expect(sourceName({ ...source, pod: 'web' }, { objectName: 'web', showsContainer: false })).toBe(
    'web',
  );
});

test('what became of a container is a whole sentence with the reason of the cluster', () => {
  const source = { pod: 'web-1', container: 'main' };
  const nameOf = () => 'web-1';
  expect(noteText({ kind: 'waiting', source, reason: 'ImagePullBackOff' }, nameOf)).toBe(
    '── web-1: the container does not run, its log follows once it does (ImagePullBackOff) ──',
  );
  expect(noteText({ kind: 'none' }, nameOf)).toBe(
    '── No pod runs for it now. The logs of those that come will follow ──',
  );
  expect(noteText({ kind: 'none', source }, nameOf)).toMatch(/^── web-1: .*no earlier run ──$/);
});

test('colours of a terminal and steps of a progress bar leave no trace in a line', () => {
  expect(logText('\u001B[32mINFO\u001B[0m\tready')).toBe('INFO\tready');
  expect(logText(' 10%\r 50%\r100%')).toBe('100%');
  expect(logText('windows\r')).toBe('windows');
  expect(logText('\tat org.apache.spark.Main')).toBe('\tat org.apache.spark.Main');
});

test('nothing that cannot be seen stays in a line, and a line stays one', () => {
  expect(logText('a\u0000b\u202Ec')).toBe('a<U+0000>b<U+202E>c');
  expect(logText('ä\u2028b')).toBe('ä<U+2028>b');
});
