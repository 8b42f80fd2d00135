import { expect, test } from 'vitest';
import { parseKubeconfigYaml } from './kubeconfigYaml.ts';
import { expandYaml } from './yamlExpansion.ts';

const expanded = (text: string) => expandYaml(parseKubeconfigYaml(text));

test('merge keys that bring each other are counted before they are expanded', () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) =>
      `l${level + 1}: &l${level + 1} {<<: [${Array(9).fill(`*l${level}`).join(', ')}]}\n`,
  );
  expect(expanded(`l0: &l0 { x: y }\n${levels.join('')}`)).toEqual({
    problem: { what: 'too large', offset: expect.any(Number) as number },
  });
});

test('what has no alias is as large as its text, and is left to other limits', () => {
  expect(expanded(`a: "${'x'.repeat(4 * 1024 * 1024)}"\n`)).toHaveProperty('value');
});

const problem = (text: string) => {
  const result = expanded(text);
  return 'problem' in result
    ? [result.problem.what, text.slice(result.problem.offset)]
    : result.value;
};

test('a merge key counts where it stands, and of several the first wins', () => {
  expect(problem('a: &a { x: 1, z: 1 }\nb: { x: 0, <<: *a, z: 2 }')).toMatchObject({
    b: { x: 1, z: 2 },
  });
  const two = 'a: &a { x: 1 }\nb: &b { x: 2, z: 2 }\n';
  expect(problem(`${two}c: { <<: [*a, *b] }`)).toMatchObject({ c: { x: 1, z: 2 } });
});

test('what is merged is a mapping, or a list of them', () => {
  expect(problem('a: { <<: { x: 1 } }')).toEqual({ a: { x: 1 } });
  expect(problem('a: { <<: text }')).toEqual(['wrong merge', 'text }']);
  expect(problem('a: &a text\nb: { <<: *a }')).toEqual(['wrong merge', '*a }']);
  expect(problem('a: { <<: [{ x: 1 }, text] }')).toEqual(['wrong merge', '[{ x: 1 }, text] }']);
  expect(problem('l: &l [{ x: 1 }]\na: { <<: *l }')).toMatchObject({ a: { x: 1 } });
});

test('the first problem counts: an anchor that comes later or never, or holds itself', () => {
  expect(problem('b: *a\na: &a 1\nc: *d')).toEqual(['unknown anchor', '*a\na: &a 1\nc: *d']);
  expect(problem('a: &a [*a]\nb: *c')).toEqual(['circular', '*a]\nb: *c']);
  expect(problem('a: &a 1\na2: &a 2\nb: *a')).toEqual({ a: 1, a2: 2, b: 2 });
});
