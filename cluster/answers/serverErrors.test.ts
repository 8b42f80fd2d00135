import { expect, test } from 'vitest';
import type { KubeContextInfo } from '../api.ts';
import { toResult } from '../apply/applyOutcome.ts';
import type { ApiRequest } from '../http/request.ts';
import { answerFailure } from './serverErrors.ts';

const context = { name: 'dev', user: 'ann', cluster: 'c', namespace: 'n', file: 'f' };

function messageOf(status: number, message: string, details: object = {}): string {
  const request: ApiRequest = {
    ...{ method: 'PATCH', path: '/x', verb: 'patch', resource: 'pods', kind: 'Pod', name: 'web' },
    ...{ namespace: 'n', repeatable: true, sent: { kind: 'Pod' } },
  };
  const body = JSON.stringify({ kind: 'Status', code: status, message, details });
  const info: KubeContextInfo = context;
  return answerFailure({ status, body }, request, info, 'https://k8s.example').error.message;
}

test.each<[string, number, string, string]>([
  [
    'a period at the end of the server, and none of ours beside it',
    ...([429, 'Too many requests, please try again later.'] as const),
    'The API server https://k8s.example is too busy or not ready to patch Pod web in namespace n: Too many requests, please try again later. Try again',
  ],
  [
    'the object once, where the server names it again',
    ...([403, 'pods "web" is forbidden: exceeded quota: q, requested: pods=1'] as const),
    'Pod web in namespace n was not accepted: exceeded quota: q, requested: pods=1',
  ],
  [
    'the whole object without a sign for it',
    ...([422, 'Pod "web" is invalid: []: Too long: may not be more than 1048576 bytes'] as const),
    'The API server refused Pod web in namespace n: Too long: may not be more than 1048576 bytes',
  ],
  [
    'a webhook that is down, and what to do',
    ...([500, 'Internal error occurred: failed calling webhook "w": connection refused'] as const),
    'Pod web in namespace n was not accepted, as an admission webhook of the cluster does not answer: failed calling webhook "w": connection refused. Try again when it runs',
  ],
])('a message has %s', (_what, status, said, expected) => {
  expect(messageOf(status, said)).toBe(expected);
});

test.each([
  [401, /does not accept the credentials of user ann \(context dev\)/],
  [409, /was not changed because of a conflict: why$/],
  [410, /^The list of pods changed too much to be continued/],
  [400, /^The API server refused Pod web in namespace n: why$/],
  [413, /^The API server refused/],
  [415, /^The API server refused/],
  [408, /took too long to patch Pod web in namespace n: why\. Try again$/],
  [504, /took too long to patch/],
  [429, /too busy or not ready to patch .*: why\. Try again in 7 s$/],
  [503, /too busy or not ready to patch .*: why\. Try again in 7 s$/],
  [500, /why/],
])('a status of %i is told as what it is', (status, expected) => {
  expect(messageOf(status, 'why', { retryAfterSeconds: 7 })).toMatch(expected);
});

test('what an object refers to is not taken for the object', () => {
  const said = 'roles.rbac.authorization.k8s.io "spark" not found';
  expect(messageOf(404, said, { name: 'spark' })).toBe(
    `Pod web in namespace n was not accepted: ${said}. Create that first`,
  );
});

test('a report names each object once', () => {
  const message = messageOf(403, 'pods "web" is forbidden: no');
  const ref = { apiVersion: 'v1', kind: 'Pod', name: 'web', namespace: 'n' };
  const document = { index: 0, text: '', start: 0, end: 0, within: [] };
  const entry = { index: 0, document, action: 'refused' as const, ref, warnings: [] };
  const error = { code: 'forbidden' as const, message, causes: [] };
  expect(toResult(entry, { outcome: 'refused', error }).text).toBe(message);
  const lost = toResult(entry, { outcome: 'not-sent', text: 'cancelled before it was sent' });
  expect(lost.text).toBe('Pod web in namespace n: cancelled before it was sent');
});
