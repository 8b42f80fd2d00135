import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pluginEnvironment } from './execInfo.ts';

const apiVersion = 'client.authentication.k8s.io/v1';
async function told(exec: object, cluster: object = {}, interactive = false) {
  const info = {
    exec: { apiVersion, ...exec },
    cluster: { server: 'https://s', ...cluster },
    interactive,
  };
  const env = await pluginEnvironment(info, { HOME: '/h', OVER: 'ours' });
  return { env, info: JSON.parse(env.KUBERNETES_EXEC_INFO ?? '') };
}

test('a plugin gets our environment with its own variables over it', async () => {
  const { env } = await told({
    env: [{ name: 'OVER', value: 'its' }, { name: 'EMPTY' }, { value: 'x' }],
  });
  expect(env).toMatchObject({ HOME: '/h', OVER: 'its', EMPTY: '' });
  expect(Object.keys(env).sort()).toEqual(['EMPTY', 'HOME', 'KUBERNETES_EXEC_INFO', 'OVER']);
});

test('it is told of the cluster only where it asks for that', async () => {
  const { info } = await told({}, {}, true);
  expect(info).toEqual({ kind: 'ExecCredential', apiVersion, spec: { interactive: true } });
  expect((await told({ provideClusterInfo: 'true' })).info.spec).toEqual({ interactive: false });
  expect((await told({ provideClusterInfo: true })).info.spec.cluster).toEqual({
    server: 'https://s',
  });
});

test('of the cluster it is told what client-go hands over', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'exec-info-')), 'ca');
  writeFileSync(file, 'authority');
  const whole = {
    'tls-server-name': 'name',
    'insecure-skip-tls-verify': true,
    'certificate-authority': file,
    'proxy-url': 'http://p',
    'disable-compression': true,
    extensions: [
      { name: 'other', extension: 1 },
      { name: 'client.authentication.k8s.io/exec', extension: { audience: 'x' } },
    ],
  };
  const { info } = await told({ provideClusterInfo: true }, whole);
  expect(info.spec.cluster).toEqual({
    server: 'https://s',
    'tls-server-name': 'name',
    'insecure-skip-tls-verify': true,
    'certificate-authority-data': Buffer.from('authority').toString('base64'),
    'proxy-url': 'http://p',
    'disable-compression': true,
    config: { audience: 'x' },
  });
});

test('inline data of the authority counts before its file, and a file that is missing is a failure', async () => {
  const both = { 'certificate-authority-data': 'ZGF0YQ==', 'certificate-authority': '/missing' };
  const { info } = await told({ provideClusterInfo: true }, both);
  expect(info.spec.cluster['certificate-authority-data']).toBe('ZGF0YQ==');
  const missing = told({ provideClusterInfo: true }, { 'certificate-authority': '/missing' });
  await expect(missing).rejects.toThrow('ENOENT');
});
