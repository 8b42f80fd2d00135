import { expect, test } from 'vitest';
import { globMatcher } from './glob.ts';

const matches = (glob: string, path: string): boolean => globMatcher(glob)(path);

test('folders, names, alternatives', () => {
  expect(matches('/a/**/*.yaml', '/a/b/c/d.yaml')).toBe(true);
  expect(matches('/a/**/*.yaml', '/a/d.yaml')).toBe(true);
  expect(matches('/a/*.yaml', '/a/b/d.yaml')).toBe(false);
  expect(matches('/a/?.{yaml,json}', '/a/b.json')).toBe(true);
  expect(matches('/a/b.yaml', '/a/bxyaml')).toBe(false);
});

test('all other characters stand for themselves, a comma outside of braces too', () => {
  const name = '/a+b/(c) [d]/e$f^g|h,i é.yaml';
  expect(matches(name, name)).toBe(true);
  expect(matches('/a,b.yaml', '/a')).toBe(false);
});

test('a brace without its partner stands for itself', () => {
  for (const name of ['/a{b.yaml', '/a}b.yaml', '/}{.yaml', '/{a/{b,c}.yaml'])
    expect(matches(name, name.replace('{b,c}', 'c'))).toBe(true);
});

test('a pattern of many stars ends', () => {
  expect(matches(`/${'*a'.repeat(50)}b`, `/${'a'.repeat(2_000)}`)).toBe(false);
});
