import { expect, test } from 'vitest';
import { safePath } from './safePath.ts';

test.each([
  ['./a/b', ['a', 'b']],
  ['a//b/', ['a', 'b']],
  ['a/..b/b..', ['a', '..b', 'b..']],
])('%s is %j', (path, names) => {
  expect(safePath(path, 'linux')).toEqual(names);
});

test.each(['..', '../a', 'a/../../b', './a/..', '/etc/passwd', '//a', 'a\0b', '', '.', './'])(
  '%j leads elsewhere',
  (path) => {
    expect(safePath(path, 'linux')).toBeUndefined();
  },
);

test.each(['a\\..\\..\\b', 'C:/a', 'a/nul', 'a/COM1.txt', 'a/b:c', 'a/b.', 'a/b '])(
  '%j is none that Windows can have',
  (path) => {
    expect(safePath(path, 'win32')).toBeUndefined();
    expect(safePath(path, 'linux')).toBeDefined();
  },
);
