import { expect, test } from 'vitest';
import { isPlainPath } from './plainPath.ts';

test.each([
  '/api/v1/namespaces/shop/configmaps/a?limit=5&continue=x/../y',
  '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
  '/apis/a.b/v1/things/a%20b',
  '/openapi/v3/apis/apps/v1?hash=0',
])('%s leads where it says', (path) => {
  expect(isPlainPath(path)).toBe(true);
});

test.each([
  '/api/v1/namespaces/ns/configmaps/..',
  '/api/v1/namespaces/../secrets',
  '/api/v1/namespaces/ns/configmaps/.',
  '/api/v1/namespaces/ns/configmaps/%2e%2e',
  '/api/v1/namespaces/ns/configmaps/%252e%252e',
  '/api/v1/namespaces/ns/configmaps/a%2F..%2Fb',
  '/api/v1/namespaces//secrets',
  '/api/v1/configmaps/a#b',
  '/api/v1/configmaps/a\\..\\b',
  '/api/v1/configmaps/%zz',
  'api/v1',
  '//host/api',
  '',
])('%s is not asked for', (path) => {
  expect(isPlainPath(path)).toBe(false);
});
