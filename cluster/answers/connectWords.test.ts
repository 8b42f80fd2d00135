import { expect, test } from 'vitest';
import { ConnectFault, type ConnectFaultKind } from '../connect/connectFault.ts';
import { connectFailure, tlsCode } from './connectWords.ts';

const context = { name: 'c', cluster: 'k', user: 'u', namespace: 'default', file: '/f' };
const place = { server: 'https://s:6443', context };
const lost = (code: string | undefined, maybeDone = false) =>
  connectFailure({ ...(code !== undefined && { code }), maybeDone }, place)?.error;

test.each<[string | undefined, string]>([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ENOTFOUND', 'its host name is not known'],
  ['EAI_AGAIN', 'its host name is not known'],
  ['EHOSTUNREACH', 'there is no route to it'],
  ['ENETUNREACH', 'there is no route to it'],
  ['ETIMEDOUT', 'nothing answers there'],
  ['EOTHER', 'cannot be reached: EOTHER.'],
  [undefined, 'the connection was closed'],
])('%s is a server that cannot be reached: %s', (code, words) => {
  const error = lost(code);
  expect(error?.code).toBe('unreachable');
  expect(error?.message).toContain(words);
  expect(error?.message).toContain('https://s:6443 (context c)');
  // It may have been done: that is told by whoever looks for it.
  expect(lost(code, true)).toBeUndefined();
});

test.each<[string, string]>([
  ['CERT_HAS_EXPIRED', 'has expired. Have it renewed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'for another host name'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'does not speak TLS'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'does not accept the client certificate of user u'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'does not accept the client certificate of user u'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', "not signed by the kubeconfig's authority"],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', "not signed by the kubeconfig's authority"],
  ['ERR_SSL_SOMETHING_ELSE', 'No secure connection to https://s:6443 (context c)'],
])('%s is a matter of TLS, done or not: %s', (code, words) => {
  for (const maybeDone of [false, true]) {
    const error = lost(code, maybeDone);
    expect(error?.code).toBe('tls');
    expect(error?.message).toContain(words);
  }
});

test('who is trusted and who logs in is named where it is known', () => {
  const loss = { code: 'SELF_SIGNED_CERT_IN_CHAIN', maybeDone: false };
  expect(connectFailure(loss, { ...place, trusted: 'the file /ca' })?.error.message).toContain(
    'not signed by the file /ca',
  );
  const nobody = { server: place.server, context: { ...context, user: '' } };
  const alert = { code: 'ERR_SSL_ALERT_CERTIFICATE_REQUIRED', maybeDone: false };
  expect(connectFailure(alert, nobody)?.error.message).toContain('of user (none)');
});

test.each(['EPROTO', 'CERT_SIGNATURE_FAILURE', 'HOSTNAME_MISMATCH', 'UNABLE_TO_GET_ISSUER_CERT'])(
  '%s is a code of TLS',
  (code) => expect(tlsCode(code)).toBe(true),
);
test.each(['ECONNRESET', 'UNABLE_TO_START', 'A_CERT_HAS', undefined])('%s is none', (code) =>
  expect(tlsCode(code)).toBe(false),
);

const proxy = {
  scheme: 'http' as const,
  host: 'p',
  port: 3128,
  shown: 'http://p:3128',
  where: 'HTTPS_PROXY',
};
const faulty = (kind: ConnectFaultKind, more: object = {}, code?: string) =>
  connectFailure(
    { fault: new ConnectFault(kind, { ...proxy, ...more }, code), maybeDone: false },
    place,
  )?.error;

test.each<[ConnectFaultKind, object, string | undefined, string, string]>([
  ['time-limit', {}, undefined, 'unreachable', 'made no connection to the API server'],
  ['proxy-unreachable', {}, 'ECONNREFUSED', 'unreachable', 'nothing listens there'],
  ['proxy-tls', {}, 'CERT_HAS_EXPIRED', 'tls', 'makes no secure connection (CERT_HAS_EXPIRED)'],
  ['proxy-tls', {}, undefined, 'tls', 'makes no secure connection (closed)'],
  ['proxy-credentials', {}, undefined, 'unreachable', 'http://USER:PASSWORD@HOST:PORT'],
  ['proxy-credentials', { user: 'me' }, undefined, 'unreachable', 'does not accept the user'],
  ['proxy-refused', {}, '502', 'unreachable', 'it answered with status 502'],
  ['proxy-refused', {}, 'ECONNRESET', 'unreachable', 'it closed the connection or refused'],
  ['proxy-refused', {}, undefined, 'unreachable', 'it closed the connection or refused'],
  ['proxy-other-protocol', {}, undefined, 'unreachable', 'is no HTTP proxy'],
  ['proxy-other-protocol', { scheme: 'socks5' }, undefined, 'unreachable', 'is no SOCKS5 proxy'],
])('the fault %s of a proxy %j (%s) is %s: %s', (kind, more, code, failure, words) => {
  const error = faulty(kind, more, code);
  expect(error?.code).toBe(failure);
  expect(error?.message).toContain(words);
  expect(error?.message).toContain('http://p:3128');
});

test('without a proxy the time limit is one of the way to the server', () => {
  const fault = new ConnectFault('time-limit');
  const { error } = connectFailure({ fault, maybeDone: false }, place) ?? {};
  expect(error?.code).toBe('unreachable');
  expect(error?.message).toContain(
    'https://s:6443 (context c) cannot be reached: no connection within',
  );
});
