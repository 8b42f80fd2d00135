// Addresses and certificates of a kubeconfig as kubectl reads them, against a real API server.
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import http, { createServer } from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import {
  errorOf,
  fileIn,
  kubeconfigFor,
  serviceFor,
  sessionFor,
  temporaryFolder,
  valueOf,
} from './clusterFixture.ts';
import { certificateChain, ownCertificate } from './ownCertificate.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

// The API server takes whom this one signed: itself.
const folder = mkdtempSync(join(tmpdir(), 'dpm-connect-'));
const known = ownCertificate('/O=system:masters/CN=known');
const apiServerArgs = ['--client-ca-file', fileIn(folder, 'known.crt', known.cert)];
const options = { nodes: 0, apiServerArgs };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

await controlPlaneOrSkip('connections to a real API server', options, (controlPlane) => {
  const token = () => ({ token: controlPlane().tokens.admin });
  const serviceOf = (cluster: object, user: object = token(), env: NodeJS.ProcessEnv = {}) =>
    serviceFor(
      [fileIn(temporaryFolder(), 'config', kubeconfigFor(controlPlane(), user, cluster))],
      {
        env,
      },
    );
  const ask = async (cluster: object, user: object = token(), env: NodeJS.ProcessEnv = {}) =>
    valueOf(await serviceOf(cluster, user, env).session()).listNamespaces();
  const noAuthority = { 'certificate-authority-data': undefined };

  test.each([
    ['a slash at its end', (url: string) => `${url}/`],
    ['its scheme in capitals', (url: string) => url.replace('https', 'HTTPS')],
  ])(
    'a server address with %s is the same cluster for the preview and the apply',
    async (_, spell) => {
      const service = serviceOf({ server: spell(controlPlane().url) });
      const session = valueOf(await service.session());
      const [document] = splitManifest(
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: spelt, namespace: default}\n',
      );
      const plan = valueOf(await session.plan(document ? [document] : []));
      const { current } = await service.kubeconfig.state();
      expect(plan.entries[0]?.error).toBeUndefined();
      expect(current?.server).toBe(controlPlane().url);
      expect(plan.target.server).toBe(current?.server);
    },
  );

  test.each([
    ['plain http', (url: string) => url.replace('https', 'http')],
    ['no scheme', (url: string) => url.replace('https://', '')],
  ])('a TLS port that is asked by %s is told as that', async (_, spell) => {
    const error = errorOf(await ask({ server: spell(controlPlane().url) }));
    expect(error.message).toContain('speaks TLS only');
    expect(error.message).toContain('begin with https://');
  });

  test('a port of plain http that is asked by https is told as that', async () => {
    // The real API server has no such port.
    const plain = createServer((_request, response) => response.end('{}'));
    await new Promise<void>((listening) => plain.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void plain.close());
    const address = plain.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const error = errorOf(await ask({ server: `https://127.0.0.1:${port}` }));
    expect(error.code).toBe('tls');
    expect(error.message).toContain('does not speak TLS');
  });

  test('without an authority the machine decides, and its list may be added to', async () => {
    const error = errorOf(await ask(noAuthority));
    expect(error.code).toBe('tls');
    expect(error.message).toContain('not signed by any authority of this machine');
    const file = fileIn(temporaryFolder(), 'ca.crt', controlPlane().caCert);
    valueOf(await ask(noAuthority, token(), { SSL_CERT_FILE: file }));
    const folder = temporaryFolder();
    fileIn(folder, 'one.pem', controlPlane().caCert);
    valueOf(await ask(noAuthority, token(), { SSL_CERT_DIR: folder }));
    valueOf(await ask({ ...noAuthority, 'insecure-skip-tls-verify': true }));
  });

  test.each([
    ['is not PEM', { 'certificate-authority-data': base64('garbage') }, 'not a certificate in PEM'],
    ['is not base64', { 'certificate-authority-data': '%%%' }, 'is not base64'],
    ['is empty', { 'certificate-authority-data': '' }, 'names none'],
    [
      'stands beside insecure-skip-tls-verify',
      { 'insecure-skip-tls-verify': true },
      'refuses the two',
    ],
  ])('an authority that %s is told at its place', async (_, cluster, words) => {
    const error = errorOf(await ask(cluster));
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/cluster test-cluster \(.*config\)/);
  });

  test('an authority that is there twice is refused, as kubectl does', async () => {
    const file = fileIn(temporaryFolder(), 'ca.crt', controlPlane().caCert);
    const error = errorOf(await ask({ 'certificate-authority': file }));
    expect(error.message).toContain(
      'both "certificate-authority" and "certificate-authority-data"',
    );
  });

  test('one good certificate among others is enough for an authority', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n';
    const text = `words\n${broken}${ownCertificate('/CN=other').cert}${controlPlane().caCert}`;
    valueOf(await ask({ 'certificate-authority-data': base64(text) }));
  });

  test('certificates and keys with blank lines, indents or one long line are read, as in kubectl', async () => {
    const loose = (pem: string) =>
      pem.replace(/-\n/g, '-\n\n').replaceAll('\n-----END', '\n \n-----END');
    const indented = (pem: string) => pem.replace(/\n(?=[A-Za-z0-9+/=])/g, '\n\t ');
    const long = (pem: string) => pem.replace(/(?<=[A-Za-z0-9+/=])\n(?=[A-Za-z0-9+/=])/g, '');
    for (const spell of [loose, indented, long, (pem: string) => loose(long(pem))]) {
      const user = {
        'client-certificate-data': base64(spell(known.cert)),
        'client-key-data': base64(spell(known.key)),
      };
      const cluster = { 'certificate-authority-data': base64(spell(controlPlane().caCert)) };
      valueOf(await ask(cluster, user));
    }
  });

  test('a certificate without lines of their own for begin and end is none, as for kubectl', async () => {
    const text = controlPlane().caCert.replaceAll('\n', '');
    const error = errorOf(await ask({ 'certificate-authority-data': base64(text) }));
    expect(error.message).toContain('is not a certificate in PEM form');
  });

  test('a name for the certificate may end with a dot', async () => {
    valueOf(await ask({ 'tls-server-name': 'kubernetes.default.' }));
    const error = errorOf(await ask({ 'tls-server-name': 'kubernetes.other.' }));
    expect(error.message).toContain('for another host name');
  });

  test('an IPv4 address written as one of IPv6 is the first, in the certificate too', async () => {
    const server = controlPlane().url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    valueOf(await ask({ server }));
  });

  test('logs in with a client certificate although VS Code replaces http.request and https.request', async () => {
    // VS Code puts an agent of its own into every request, without the certificate of ours.
    for (const module of [http, https]) {
      const replaced = vi.spyOn(module, 'request').mockImplementation(() => {
        throw new Error('this agent has no certificate');
      });
      onTestFinished(() => replaced.mockRestore());
    }
    const user = {
      'client-certificate-data': base64(known.cert),
      'client-key-data': base64(known.key),
    };
    valueOf(await ask({}, user));
  });

  test('an authority in the middle of a chain is trusted by itself, and so is the certificate', async () => {
    // The certificate of the real API server is signed by a root: this one only shows another and is no API server.
    const { root, middle, leaf } = certificateChain();
    const server = https.createServer(leaf, (_request, response) => response.end('<html>'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => server.closeAllConnections());
    onTestFinished(() => void server.close());
    const address = server.address();
    const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const codeWith = async ({ cert }: { cert: string }) => {
      const cluster = { server: url, 'certificate-authority-data': base64(cert) };
      return errorOf(await ask(cluster)).code;
    };
    expect(await codeWith(middle)).toBe('server-error');
    expect(await codeWith(leaf)).toBe('server-error');
    expect(await codeWith(root)).toBe('tls');
  });

  test('an authority file that is replaced is read again', async () => {
    const folder = temporaryFolder();
    const file = fileIn(folder, 'ca.crt', ownCertificate('/CN=old').cert);
    const cluster = { ...noAuthority, 'certificate-authority': file };
    const session = await sessionFor(kubeconfigFor(controlPlane(), token(), cluster));
    const error = errorOf(await session.listNamespaces());
    expect(error.message).toContain(`not signed by the file ${file}`);
    renameSync(fileIn(folder, 'new.crt', controlPlane().caCert), file);
    valueOf(await session.listNamespaces());
  });

  test('a client certificate and key that were replaced are read again', async () => {
    const folder = temporaryFolder();
    const old = ownCertificate('/CN=old');
    const cert = fileIn(folder, 'me.crt', old.cert);
    const key = fileIn(folder, 'me.key', old.key);
    const user = { 'client-certificate': cert, 'client-key': key };
    const session = await sessionFor(kubeconfigFor(controlPlane(), user));
    expect(errorOf(await session.listNamespaces()).code).toBe('unauthorized');
    renameSync(fileIn(folder, 'new.crt', known.cert), cert);
    const error = errorOf(await session.listNamespaces());
    expect(error.code).toBe('tls');
    expect(error.message).toContain(cert);
    expect(error.message).toContain(key);
    expect(error.message).toContain('do not belong together');
    renameSync(fileIn(folder, 'new.key', known.key), key);
    valueOf(await session.listNamespaces());
  });

  test.each([
    [
      'a key is missing',
      (pair: { cert: string }) => ({ 'client-certificate-data': base64(pair.cert) }),
      'no key for it',
    ],
    [
      'a key is missing, and a credential plugin beside it does not count',
      (pair: { cert: string }) => ({
        'client-certificate-data': base64(pair.cert),
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          interactiveMode: 'Never',
          command: '/bin/false',
        },
      }),
      'no key for it',
    ],
    [
      'the key is none',
      (pair: { cert: string }) => ({
        'client-certificate-data': base64(pair.cert),
        'client-key-data': base64('garbage'),
      }),
      'not a private key in PEM form',
    ],
    [
      'the certificate is none',
      (pair: { key: string }) => ({
        'client-certificate-data': base64('garbage'),
        'client-key-data': base64(pair.key),
      }),
      'not a certificate in PEM form',
    ],
  ])('a client certificate is checked before it is shown: %s', async (_, userOf, words) => {
    const pair = ownCertificate('/CN=me');
    const error = errorOf(await ask({}, userOf(pair)));
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/user test-user \(.*config\)/);
    expect(error.message).not.toContain(base64(pair.key).slice(0, 40));
  });

  test.each([
    ['a page', 'text/html', '<html>not here</html>'],
    ['words', 'text/plain', '404 page not found\n'],
  ])(
    'an address below which nothing is, told by %s, is no cluster without ConfigMaps',
    async (_, type, body) => {
      // A gateway in front of the cluster, with a wrong path: the real API server has none.
      const gateway = createServer((_request, response) =>
        response.writeHead(404, { 'Content-Type': type }).end(body),
      );
      await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
      onTestFinished(() => gateway.closeAllConnections());
      onTestFinished(() => void gateway.close());
      const address = gateway.address();
      const server = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/wrong`;
      const session = valueOf(await serviceOf({ server }).session());
      const query = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default' };
      const error = errorOf(await session.list(query));
      expect(error.code).toBe('server-error');
      expect(error.message).toContain('is not a Kubernetes API server');
      expect(error.message).toContain('its path /wrong');
    },
  );
});
