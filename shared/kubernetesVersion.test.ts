import { expect, test } from 'vitest';
import { compareVersions, kubernetesVersionIn } from './kubernetesVersion.ts';

test.each([
  ['1.29', '1.29'],
  ['v1.29.3', '1.29'],
  ['1.29.3-gke.100', '1.29'],
  ['v1.31.4+k3s1', '1.31'],
  ['1.29+', '1.29'],
  ['1.09', '1.9'],
  ['2.0', undefined],
  ['1', undefined],
  ['1.29x', undefined],
  ['newest', undefined],
])('%s is read as %s', (text, expected) => {
  expect(kubernetesVersionIn(text)).toBe(expected);
});

test('releases are compared by their number', () => {
  expect(['1.30', '1.9', '1.29'].sort(compareVersions)).toEqual(['1.9', '1.29', '1.30']);
});
