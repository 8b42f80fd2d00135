// A real API server behind a forward proxy, named by the kubeconfig, the environment or the editor.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { ClusterServiceOptions } from '../../cluster/clusterService.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { closedPort, errorOf, kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';
import { httpProxy, insideName, socksProxy } from './forwardProxy.ts';
import { ownCertificate } from './ownCertificate.ts';

const credentials = { user: 'me', password: 'secret-word' };

await controlPlaneOrSkip('an API server behind a proxy', { nodes: 0 }, (controlPlane) => {
  const token = () => ({ token: controlPlane().tokens.admin });
  const ask = async (cluster: object, options: Omit<ClusterServiceOptions, 'home'> = {}) => {
    const session = await sessionFor(kubeconfigFor(controlPlane(), token(), cluster), options);
    return session.listNamespaces();
  };
  const port = () => new URL(controlPlane().url).port;
  /** The API server under a name that the proxy alone knows; its certificate is for the address. */
  const inside = () => ({
    server: `https://${insideName}:${port()}`,
    'tls-server-name': '127.0.0.1',
  });

  test('proxy-url with user and password: all requests go through few connections', async () => {
    const proxy = await httpProxy(credentials);
    const proxyUrl = `http://me:secret-word@127.0.0.1:${proxy.port}`;
    const cluster = { ...inside(), 'proxy-url': proxyUrl };
    const session = await sessionFor(kubeconfigFor(controlPlane(), token(), cluster));
    for (let count = 0; count < 20; count++) valueOf(await session.listNamespaces());
    expect(new Set(proxy.seen)).toEqual(new Set([`CONNECT ${insideName}:${port()}`]));
    expect(proxy.seen.length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['a wrong password', 'me:wrong-word@', 'does not accept the user and the password'],
    ['none', '', 'wants a user and a password'],
  ])('a proxy that wants a password and gets %s', async (_, user, words) => {
    const { port: proxyPort } = await httpProxy(credentials);
    const error = errorOf(await ask({ 'proxy-url': `http://${user}127.0.0.1:${proxyPort}` }));
    expect(error.code).toBe('unreachable');
    expect(error.message).toContain(words);
    expect(error.message).toContain('"proxy-url" of cluster test-cluster');
    expect(error.message).not.toContain('wrong-word');
  });

  test('an https proxy is trusted by the authority of the cluster', async () => {
    const pair = ownCertificate('/CN=proxy', '127.0.0.1');
    const proxy = await httpProxy({ tls: pair });
    const url = { ...inside(), 'proxy-url': `https://127.0.0.1:${proxy.port}` };
    const both = Buffer.from(pair.cert + controlPlane().caCert).toString('base64');
    // As for kubectl, the name holds for the certificates of both.
    valueOf(await ask({ ...url, 'certificate-authority-data': both }));
    expect(proxy.seen).toContain(`CONNECT ${insideName}:${port()}`);
    const error = errorOf(await ask(url));
    expect(error.code).toBe('tls');
    expect(error.message).toContain(`The proxy https://127.0.0.1:${proxy.port}`);
  });

  test('a socks5 proxy gets the name of the server, a user and a password', async () => {
    const proxy = await socksProxy(credentials);
    const url = (user: string) => `socks5://${user}@127.0.0.1:${proxy.port}`;
    valueOf(await ask({ ...inside(), 'proxy-url': url('me:secret-word') }));
    expect(proxy.seen).toContain(`SOCKS ${insideName}:${port()}`);
    const error = errorOf(await ask({ ...inside(), 'proxy-url': url('me:wrong-word') }));
    expect(error.message).toContain('does not accept the user and the password');
    expect(error.message).not.toContain('wrong-word');
  });

  test('HTTPS_PROXY leads to a server that only the proxy knows, unless NO_PROXY names it', async () => {
    const proxy = await httpProxy();
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    valueOf(await ask(inside(), { env }));
    expect(proxy.seen).toContain(`CONNECT ${insideName}:${port()}`);
    const error = errorOf(await ask(inside(), { env: { ...env, NO_PROXY: '.example' } }));
    expect(error.message).toContain('its host name is not known');
  });

  test("the editor's proxy counts where nothing else is said", async () => {
    const proxy = await httpProxy();
    const editorProxy = () => ({ url: `127.0.0.1:${proxy.port}`, noProxy: [] });
    const env = { HTTPS_PROXY: '', https_proxy: '' };
    valueOf(await ask(inside(), { editorProxy, env }));
    expect(proxy.seen).toContain(`CONNECT ${insideName}:${port()}`);
  });

  test('plain http is sent to the proxy as it is, with the whole address', async () => {
    // No API server speaks plain http: this one says what an API server would say of namespaces.
    const plain = createServer((request, response) => {
      const isList = request.url?.startsWith('/api/v1/');
      const kinds = { resources: [{ name: 'namespaces', kind: 'Namespace', verbs: ['list'] }] };
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(isList ? { items: [] } : kinds));
    });
    await new Promise<void>((listening) => plain.listen(0, '127.0.0.1', listening));
    onTestFinished(() => plain.closeAllConnections());
    onTestFinished(() => void plain.close());
    const server = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`;
    const proxy = await httpProxy(credentials);
    const proxyUrl = (user: string) => `http://${user}@127.0.0.1:${proxy.port}`;
    valueOf(await ask({ server, 'proxy-url': proxyUrl('me:secret-word') }));
    expect(proxy.seen).toContain(`GET ${server}/api/v1`);
    const error = errorOf(await ask({ server, 'proxy-url': proxyUrl('me:wrong-word') }));
    expect(error.message).toContain('does not accept the user and the password');
  });

  test('a call that waits for a silent proxy ends when it is cancelled', async () => {
    const proxy = await httpProxy({ isSilent: true });
    const cluster = { 'proxy-url': `http://127.0.0.1:${proxy.port}` };
    const options = { connectTimeout: 1_000_000, requestTimeout: 1_000_000 };
    const session = await sessionFor(kubeconfigFor(controlPlane(), token(), cluster), options);
    const abort = new AbortController();
    const asked = session.listNamespaces({}, abort.signal);
    await expect.poll(() => proxy.seen.length, { timeout: 30_000 }).toBeGreaterThan(0);
    abort.abort();
    expect(errorOf(await asked).code).toBe('cancelled');
    const another = session.listNamespaces();
    session.dispose();
    expect(errorOf(await another).code).toBe('unreachable');
  });

  test.each([
    ['is not there', undefined, 'nothing listens there'],
    ['refuses', { answer: 'HTTP/1.1 403 No\r\n\r\n' }, 'it answered with status 403'],
    ['closes the connection', { answer: '' }, 'it closed the connection'],
    ['is none', { answer: 'SSH-2.0-OpenSSH_9.0\r\n' }, 'is no HTTP proxy'],
    ['takes the connection and never answers', { isSilent: true }, 'within the time limit'],
  ])('a proxy that %s is told as that', async (_, options, words) => {
    const proxyPort = options ? (await httpProxy(options)).port : await closedPort();
    const proxyUrl = `http://me:secret-word@127.0.0.1:${proxyPort}`;
    const error = errorOf(await ask({ 'proxy-url': proxyUrl }, { connectTimeout: 1000 }));
    expect(error.code).toBe('unreachable');
    expect(error.message).toContain(words);
    expect(error.message).toContain(`http://127.0.0.1:${proxyPort}`);
    expect(error.message).toContain('"proxy-url" of cluster test-cluster');
    expect(error.message).not.toContain('secret-word');
  });
});
