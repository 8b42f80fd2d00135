// A fake identity provider: a real one cannot be made to fail on demand.
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { testCertificate } from '../../test/harness/testCertificate.ts';
import { renewTokens, type OidcProvider } from './oidcProvider.ts';

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}
interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly location?: string;
}

/** What a provider that answers so gives for the refresh token `old`, and what it was asked. */
async function renew(
  answer: (asked: Asked, url: string, count: number) => Answer | undefined,
  more: Partial<OidcProvider> = {},
  signal = new AbortController().signal,
) {
  const asked: Asked[] = [];
  const { cert, key } = testCertificate;
  const server = createServer({ cert, key }, (request: IncomingMessage, response) => {
    void (async () => {
      const text = (await request.setEncoding('utf8').toArray()).join('');
      const one: Asked = {
        ...{ url: request.url ?? '', method: request.method ?? '' },
        authorization: request.headers.authorization,
        form: Object.fromEntries(new URLSearchParams(text)),
      };
      asked.push(one);
      const usual: Answer =
        one.method === 'GET' ? { body: { token_endpoint: `${url}/token?a=b` } } : { body: good };
      const { status = 200, body = {}, location } = answer(one, url, asked.length) ?? usual;
      response.writeHead(status, location === undefined ? {} : { location });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OidcProvider = {
    ...{ words: 'The provider', issuer: `${url}/realm/`, clientId: 'dpm', authority: cert },
    proxies: { env: {} },
    ...more,
  };
  const result = await renewTokens(provider, 'old', signal);
  return { result, asked, message: result.ok ? undefined : result.error.message };
}

const good = { id_token: 'new-id', refresh_token: 'new-refresh' };
const usual = () => undefined;

test('the address of the tokens is asked for, then they are; both in their own way', async () => {
  const { result, asked } = await renew(usual);
  expect(result).toEqual({ ok: true, value: { idToken: 'new-id', refreshToken: 'new-refresh' } });
  expect(asked).toEqual([
    {
      ...{ method: 'GET', url: '/realm/.well-known/openid-configuration', form: {} },
      authorization: undefined,
    },
    {
      ...{ method: 'POST', url: '/token?a=b', authorization: undefined },
      form: { grant_type: 'refresh_token', refresh_token: 'old', client_id: 'dpm' },
    },
  ]);
  const kept = await renew(({ method }) =>
    method === 'POST' ? { body: { id_token: 'x' } } : undefined,
  );
  expect(kept.result).toEqual({ ok: true, value: { idToken: 'x' } });
});

test('the secret of the client stands in the head, and in the form where the provider wants it there', async () => {
  const secret = { clientId: 'a:b', clientSecret: 's c' };
  const head = await renew(usual, secret);
  expect(head.asked[1]?.authorization).toBe(`Basic ${Buffer.from('a%3Ab:s+c').toString('base64')}`);
  expect(head.asked[1]?.form).toEqual({ grant_type: 'refresh_token', refresh_token: 'old' });
  const refuse = (status: number, error?: string) => (asked: Asked) =>
    asked.method === 'POST' && asked.authorization ? { status, body: { error } } : undefined;
  for (const refused of [
    refuse(400, 'invalid_client'),
    refuse(401),
    refuse(499, 'invalid_client'),
  ]) {
    const { result, asked } = await renew(refused, secret);
    expect(result.ok).toBe(true);
    expect(asked[2]?.form).toMatchObject({ client_id: 'a:b', client_secret: 's c' });
  }
  // A refresh token that was refused is not shown a second time.
  for (const refused of [
    refuse(401, 'invalid_grant'),
    refuse(400, 'other'),
    refuse(500, 'invalid_client'),
    refuse(399, 'invalid_client'),
  ])
    expect((await renew(refused, secret)).asked).toHaveLength(2);
  const without = await renew(({ method }) => (method === 'POST' ? { status: 401 } : undefined));
  expect(without.asked).toHaveLength(2);
});

test('a refusal is told with what the provider says, and whether to wait or to log in', async () => {
  const refusal = async (status: number, body: unknown) =>
    (await renew(({ method }) => (method === 'POST' ? { status, body } : undefined))).message;
  expect(await refusal(400, { error: 'invalid_grant', error_description: 'was used' })).toBe(
    'The provider gives no new tokens (invalid_grant: was used). The refresh token may have expired or been used already: log in again, then retry',
  );
  expect(await refusal(500, 'no json')).toBe(
    'The provider gives no new tokens (status 500). Try again later',
  );
  expect(await refusal(499, 'no json')).toMatch(/\(status 499\)\. The refresh token may have/);
  expect(await refusal(300, good)).toMatch(/\(status 300\)/);
  expect(await refusal(299, good)).toBeUndefined();
  expect(await refusal(200, {})).toMatch(/gave no id_token for the refresh token/);
});

test('discovery is followed a few times, to https alone', async () => {
  const first = ({ method }: Asked) => method === 'GET';
  const hops = (most: number) => (asked: Asked, url: string, count: number) =>
    first(asked) && count <= most ? { status: 302, location: `${url}/hop${count}` } : undefined;
  const followed = await renew(hops(5));
  expect(followed.result.ok).toBe(true);
  expect(followed.asked[5]?.url).toBe('/hop5');
  expect((await renew(hops(6))).message).toMatch(/redirects without end/);
  const to = async (answer: Answer) =>
    (await renew((asked) => (first(asked) ? answer : undefined))).message;
  expect(await to({ status: 302, location: 'http://127.0.0.1/' })).toMatch(
    /sends on to an address that is not https/,
  );
  expect(await to({ body: { token_endpoint: 'http://127.0.0.1/token' } })).toMatch(
    /gives out tokens at an address that is not https/,
  );
  expect(await to({ body: {} })).toMatch(/answers with status 200 and no token_endpoint\)/);
  expect(await to({ status: 404, body: { token_endpoint: 'https://x/' } })).toMatch(
    /answers with status 404\)/,
  );
  expect(await to({ status: 302 })).toMatch(/answers with status 302\)/);
  expect(await to({ status: 400, location: 'http://127.0.0.1/' })).toMatch(/status 400\)/);
});

test('a provider that is not trusted or not reached is told, and a cancel is one', async () => {
  const { authority: _, ...untrusted } = { authority: undefined };
  expect((await renew(usual, { ...untrusted, authority: '' })).message).toMatch(
    /not signed by an authority that this machine trusts \(\w+\)/,
  );
  const gone = await renew(usual, { issuer: 'https://127.0.0.1:1' });
  expect(gone.message).toMatch(
    /^The provider cannot be reached \(ECONNREFUSED\)\. Check the network and "idp-issuer-url"/,
  );
  const stopped = await renew(usual, {}, AbortSignal.abort());
  expect(stopped.result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});
