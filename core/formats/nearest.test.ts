import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test('a name one typo away is found', () => {
  expect(nearest('dta', ['html', 'data'])).toBe('data');
  expect(nearest('confgi', ['config', 'data'])).toBe('config');
});

test('other words are not', () => {
  expect(nearest('logs', ['data'])).toBeUndefined();
  expect(nearest('no-such-volume', ['data', 'config'])).toBeUndefined();
});

test('capitals and a cut end are forgiven', () => {
  expect(nearest('configmap', ['configMap', 'secret'])).toBe('configMap');
  expect(nearest('resource', ['resources', 'restartPolicy'])).toBe('resources');
});

test('of two names that are equally near none is chosen', () => {
  expect(nearest('prt', ['port', 'part'])).toBeUndefined();
});
