import { expect, test } from 'vitest';
import { withCurrentContext } from './kubeconfigWrite.ts';

test.each([
  ['a: 1\ncurrent-context: old # why\nb: 2\n', 'a: 1\ncurrent-context: new # why\nb: 2\n'],
  ['current-context:   "old"\r\nb: 2\r\n', 'current-context:   new\r\nb: 2\r\n'],
  ['a: 1', 'a: 1\ncurrent-context: new\n'],
  ['a: 1\r\n', 'a: 1\r\ncurrent-context: new\r\n'],
  ['', 'current-context: new\n'],
  ['# only a comment\n', '# only a comment\ncurrent-context: new\n'],
  ['{"a": 1, "current-context": "old"}', '{"a": 1, "current-context": "new"}'],
])('changes the one value in %j', (before, after) => {
  expect(withCurrentContext(before, 'new')).toBe(after);
});

test('a name that YAML would read otherwise is quoted', () => {
  expect(withCurrentContext('current-context: a\n', 'yes: no')).toBe(
    'current-context: "yes: no"\n',
  );
  expect(withCurrentContext('current-context: a\n', '123')).toBe('current-context: "123"\n');
});

test('a key without a value gets one, and flow style without the key too', () => {
  expect(withCurrentContext('current-context:\na: 1\n', 'new')).toBe(
    'current-context: new\na: 1\n',
  );
  expect(withCurrentContext('{ a: 1 }\n', 'new')).toBe('{ a: 1, current-context: new }\n');
});

test('what is no kubeconfig is left alone', () => {
  expect(withCurrentContext('- a\n', 'new')).toBeUndefined();
  expect(withCurrentContext('a: [\n', 'new')).toBeUndefined();
});
