// A fake identity provider, over real TLS; what a real one does, test/cluster/oidc.test.ts tells.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { testCertificate } from '../../test/harness/testCertificate.ts';
import type { JsonObject } from '../values.ts';
import { createOidcLogin } from './oidc.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** An id-token that ends so many seconds from now. */
const idToken = (seconds: number, name = '') =>
  `${part({ alg: 'none' })}.${part({ exp: Math.floor(Date.now() / 1000) + seconds, name })}.x`;

const { cert, key } = testCertificate;
const base64 = (text: string) => Buffer.from(text).toString('base64');

async function login(config: JsonObject, given: JsonObject = {}) {
  const shown: string[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    request
      .setEncoding('utf8')
      .toArray()
      .then(
        (chunks) => {
          const form = new URLSearchParams(chunks.join(''));
          if (request.method === 'GET') {
            response.end(JSON.stringify({ token_endpoint: `${url}/token` }));
            return;
          }
          shown.push(form.get('refresh_token') ?? '');
          response.end(JSON.stringify(given));
        },
        () => undefined,
      );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'dpm-oidc-'));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'config');
  const usual = { 'idp-issuer-url': url, 'idp-certificate-authority-data': base64(cert) };
  const write = (more: JsonObject) => {
    const value = { 'auth-provider': { name: 'oidc', config: { ...usual, ...more } } };
    writeFileSync(file, JSON.stringify({ users: [{ name: 'ann', user: value }] }));
    return value;
  };
  const value = write(config);
  const notSaved: string[] = [];
  const oidc = createOidcLogin(
    { name: 'ann', file, value },
    () => ({ env: {} }),
    ({ error }) => notSaved.push(error.message),
  );
  const token = async (refused?: string) => {
    const result = await oidc.token(new AbortController().signal, refused);
    return result.ok ? result.value : result.error.message;
  };
  const kept = () => {
    const { users } = parse(readFileSync(file, 'utf8')) as { users: { user: JsonObject }[] };
    return (users[0]?.user['auth-provider'] as { config: JsonObject }).config;
  };
  return { oidc, token, shown, kept, write, notSaved, file };
}

test('an id-token that is good is taken as it stands', async () => {
  const good = idToken(600);
  const { token, shown } = await login({ 'id-token': good });
  expect(await token()).toMatchObject({ token: good, isNew: false });
  expect(shown).toEqual([]);
});

test('one that has ended, or is refused, is renewed and written back', async () => {
  const renewed = idToken(600, 'renewed');
  const given = { id_token: renewed, refresh_token: 'second' };
  const { token, shown, kept, notSaved } = await login(
    { 'id-token': idToken(-1), 'refresh-token': 'first' },
    given,
  );
  expect(await token()).toMatchObject({ token: renewed, isNew: true });
  expect(shown).toEqual(['first']);
  expect(kept()).toMatchObject({ 'id-token': renewed, 'refresh-token': 'second' });
  expect(await token()).toMatchObject({ token: renewed, isNew: false });
  await token(renewed);
  expect(shown).toEqual(['first', 'second']);
  expect(notSaved).toEqual([]);
});

test('without a refresh token it is told what is wrong with the other one', async () => {
  const ended = idToken(-1);
  expect(await (await login({})).token()).toMatch(/^The id-token of user ann .* is missing, and/);
  expect(await (await login({ 'id-token': ended })).token()).toMatch(
    / has expired, and there is no/,
  );
  expect(await (await login({ 'id-token': ended })).token(ended)).toMatch(/ is refused by the API/);
  expect(await (await login({ 'id-token': 'x' })).token()).toMatch(
    /is no JSON Web Token with an end/,
  );
  const odd = await login({ 'refresh-token': 'first' }, { id_token: 'odd' });
  expect(await odd.token()).toMatch(/is no JSON Web Token with an end/);
});

test('an authority that is missing or none is told before anything is asked', async () => {
  const ended = { 'id-token': idToken(-1), 'refresh-token': 'first' };
  const none = await login({ ...ended, 'idp-certificate-authority-data': base64('none') });
  expect(await none.token()).toMatch(
    /has as "idp-certificate-authority-data" of user ann is no certificate in PEM/,
  );
  const path = { 'idp-certificate-authority': '/nowhere/ca.crt' };
  const gone = await login({ ...ended, ...path, 'idp-certificate-authority-data': '' });
  expect(await gone.token()).toMatch(/The file \/nowhere\/ca\.crt .* is missing .*ENOENT/);
  expect([...none.shown, ...gone.shown]).toEqual([]);
});

test('that somebody has logged in is seen in the file, and is no news once it was handed out', async () => {
  const { oidc, token, write } = await login({ 'id-token': idToken(-1) });
  expect(await oidc.hasAnother()).toBe(false);
  write({ 'id-token': idToken(600, 'other') });
  expect(await oidc.hasAnother()).toBe(true);
  await token();
  expect(await oidc.hasAnother()).toBe(false);
});

test('tokens that cannot be written are used for this window, and told', async () => {
  const renewed = idToken(600, 'renewed');
  const { token, notSaved, write, file, shown } = await login(
    { 'id-token': idToken(-1), 'refresh-token': 'first' },
    { id_token: renewed, refresh_token: 'second' },
  );
  // A lock that another program left.
  writeFileSync(`${file}.lock`, '');
  expect(await token()).toMatchObject({ token: renewed, isNew: true });
  expect(notSaved).toHaveLength(1);
  expect(notSaved[0]).toMatch(/are used in this window but were not saved/);
  expect(await token()).toMatchObject({ token: renewed, isNew: false });
  rmSync(`${file}.lock`);
  await token(renewed);
  expect(shown).toEqual(['first', 'second']);
  // Who logs in anew has the newer ones.
  const anew = idToken(600, 'anew');
  write({ 'id-token': anew, 'refresh-token': 'third' });
  expect(await token()).toMatchObject({ isNew: false, token: anew });
});
