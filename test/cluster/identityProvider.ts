// A fake OpenID Connect provider: discovery, keys, and refresh tokens that are good for one use, some of whose faults no real
// one can be made to show on demand. The API server that checks its tokens is a real one.
import { execFileSync } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface IdentityProvider {
  readonly url: string;
  /** File and PEM text of the authority that signed its certificate. */
  readonly authorityFile: string;
  readonly authority: string;
  /** An id-token that ends so many seconds from now. */
  idToken(seconds: number): string;
  /** The only refresh token that it takes; another one after each use. */
  refreshToken: string;
  /** Every refresh token that it was shown. */
  readonly shown: string[];
  /** Seconds until a new id-token ends. */
  lifetime: number;
  /** Milliseconds until it answers. */
  delay: number;
  /** Answers so to a refresh, whatever it is shown. */
  fault: { status: number; body: string } | undefined;
  /** What discovery gives as token endpoint, its own unless told. */
  endpoint: string | undefined;
  /** Whom its tokens are for; the API server takes those for `kubernetes` alone. */
  audience: string;
  /** Discovery sends on to this address first. */
  redirect: string | undefined;
  /** The client's secret has to stand here. */
  secretIn: 'nowhere' | 'header' | 'body';
  close(): void;
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-idp-'));
  const file = (name: string) => join(folder, name);
  selfSigned(file('idp.key'), file('idp.crt'));
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const certificate = readFileSync(file('idp.crt'), 'utf8');

  const idp: IdentityProvider = {
    url: '',
    authorityFile: file('idp.crt'),
    authority: certificate,
    idToken(seconds) {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: idp.url, aud: idp.audience, sub: 'oidc-user', iat: now - 60 };
      const text = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ ...claims, exp: now + seconds })}`;
      return `${text}.${createSign('RSA-SHA256').update(text).sign(keys.privateKey).toString('base64url')}`;
    },
    refreshToken: 'refresh-0',
    shown: [],
    lifetime: 600,
    delay: 0,
    fault: undefined,
    endpoint: undefined,
    audience: 'kubernetes',
    redirect: undefined,
    secretIn: 'nowhere',
    close() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  const refresh = (form: URLSearchParams, authorization: string | undefined) => {
    if (idp.fault) return idp.fault;
    const secret = `Basic ${Buffer.from('kubernetes:s%3Acret').toString('base64')}`;
    const isKnown = {
      nowhere: form.get('client_id') === 'kubernetes',
      header: authorization === secret,
      body: form.get('client_secret') === 's:cret',
    }[idp.secretIn];
    if (!isKnown) return { status: 401, body: JSON.stringify({ error: 'invalid_client' }) };
    const shown = form.get('refresh_token') ?? '';
    idp.shown.push(shown);
    if (shown !== idp.refreshToken) {
      const error = { error: 'invalid_grant', error_description: 'was used already' };
      return { status: 400, body: JSON.stringify(error) };
    }
    idp.refreshToken = `refresh-${idp.shown.length}`;
    const tokens = { id_token: idp.idToken(idp.lifetime), refresh_token: idp.refreshToken };
    return { status: 200, body: JSON.stringify({ token_type: 'Bearer', ...tokens }) };
  };

  const tls = { key: readFileSync(file('idp.key')), cert: certificate };
  const server = createServer(tls, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = (status: number, body: string) =>
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
      if (request.url?.startsWith('/.well-known') && idp.redirect) {
        response.writeHead(302, { Location: idp.redirect }).end();
      } else if (request.url?.startsWith('/.well-known') || request.url === '/elsewhere') {
        const endpoints = { token_endpoint: idp.endpoint ?? `${idp.url}/token` };
        const keysAt = { jwks_uri: `${idp.url}/keys` };
        const discovery = { issuer: idp.url, ...endpoints, ...keysAt };
        answer(
          200,
          JSON.stringify({ ...discovery, id_token_signing_alg_values_supported: ['RS256'] }),
        );
      } else if (request.url === '/keys') {
        const key = {
          ...keys.publicKey.export({ format: 'jwk' }),
          kid: 'k1',
          alg: 'RS256',
          use: 'sig',
        };
        answer(200, JSON.stringify({ keys: [key] }));
      } else {
        const form = new URLSearchParams(Buffer.concat(chunks).toString());
        const { status, body } = refresh(form, request.headers.authorization);
        setTimeout(() => answer(status, body), idp.delay);
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return Object.assign(idp, { url: `https://127.0.0.1:${port}` });
}

function selfSigned(key: string, certificate: string): void {
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const args = ['req', '-x509', ...curve, '-subj', '/CN=idp', '-days', '2', ...names];
  execFileSync('openssl', [...args, '-keyout', key, '-out', certificate], { stdio: 'pipe' });
}
