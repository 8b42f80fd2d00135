// What webhooks answer: whatever status a denial has, it is a refusal of that document; warnings are shown as they are.
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { fileIn, kubeconfigFor, sessionFor, temporaryFolder, valueOf } from './clusterFixture.ts';
import { ownCertificate } from './ownCertificate.ts';

const configMap = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: b }\n`;

const admission = 'admissionregistration.k8s.io/v1';
const rules = [
  { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] },
];

interface Review {
  readonly request: { readonly uid: string; readonly name: string };
}

await controlPlaneOrSkip('answers of webhooks', { apiServerOnly: true }, (controlPlane) => {
  const certificate = ownCertificate('/CN=webhook', '127.0.0.1');
  /** What the webhook answers about a ConfigMap, by its name; it allows all others. */
  const answers = new Map<string, object>();
  const asked: string[] = [];
  const webhook = https.createServer(certificate, (request, response) => {
    let text = '';
    request.on('data', (part) => (text += String(part)));
    request.on('end', () => {
      const { uid, name } = (JSON.parse(text) as Review).request;
      asked.push(name);
      const answer = { uid, allowed: true, ...answers.get(name) };
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({
          apiVersion: 'admission.k8s.io/v1',
          kind: 'AdmissionReview',
          response: answer,
        }),
      );
    });
  });

  const post = async (resource: string, body: object) => {
    const path = `/apis/${admission}/${resource}`;
    const { status, body: answer } = await controlPlane().request('POST', path, body);
    expect([status, answer.message]).toEqual([201, undefined]);
  };
  /** The API server takes a moment until it asks a new webhook. */
  const untilDenied = (name: string) =>
    vi.waitFor(
      async () => {
        const path = '/api/v1/namespaces/default/configmaps?dryRun=All';
        const { status } = await controlPlane().request('POST', path, { metadata: { name } });
        expect(status).toBeGreaterThanOrEqual(400);
      },
      { timeout: 30_000, interval: 100 },
    );

  beforeAll(async () => {
    await new Promise<void>((listening) => webhook.listen(0, '127.0.0.1', listening));
    const address = webhook.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await post('validatingwebhookconfigurations', {
      metadata: { name: 'guard' },
      webhooks: [
        {
          name: 'guard.example.com',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          clientConfig: {
            url: `https://127.0.0.1:${port}/`,
            caBundle: Buffer.from(certificate.cert).toString('base64'),
          },
          rules,
        },
      ],
    });
    answers.set('probe', { allowed: false });
    await untilDenied('probe');
  });
  afterAll(() => {
    webhook.close();
    webhook.closeAllConnections();
  });

  test.each([400, 401, 403, 404, 408, 409, 410, 422, 429, 500, 503, 504])(
    'a webhook that denies with status %i is told in its own words: no login, no waiting, no missing kind',
    async (code) => {
      const folder = temporaryFolder();
      const credential = JSON.stringify({
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        status: { token: controlPlane().tokens.admin },
      });
      const command = fileIn(
        folder,
        'plugin.sh',
        `#!/bin/sh\necho x >> "$(dirname "$0")/runs"\necho '${credential}'\n`,
        0o755,
      );
      const exec = {
        apiVersion: 'client.authentication.k8s.io/v1',
        interactiveMode: 'Never',
        command,
      };
      const session = await sessionFor(kubeconfigFor(controlPlane(), { exec }));
      const name = `denied-${code}`;
      answers.set(name, { allowed: false, status: { code, message: 'not signed by your team' } });
      const documents = splitManifest(`${configMap(name)}---\n${configMap(`fine-${code}`)}`);
      const { entries } = valueOf(await session.plan(documents));
      expect(entries[0]).toMatchObject({ action: 'refused' });
      expect(entries[0]?.error?.message).toBe(
        `ConfigMap ${name} in namespace default was not accepted: admission webhook "guard.example.com" denied the request: not signed by your team`,
      );
      expect(entries[1]).toMatchObject({ action: 'create' });
      expect(asked.filter((one) => one === name)).toHaveLength(1);
      expect(readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n')).toHaveLength(1);
    },
  );

  test('a webhook that denies at the apply alone leaves the other documents be', async () => {
    const session = await sessionFor(controlPlane().kubeconfig('admin'));
    const names = ['before', 'late', 'after'];
    const plan = valueOf(await session.plan(splitManifest(names.map(configMap).join('---\n'))));
    answers.set('late', { allowed: false, status: { code: 401, message: 'changed my mind' } });
    const { results } = await session.apply(plan);
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'refused', 'applied']);
    expect(results[1]?.text).toContain('denied the request: changed my mind');
  });

  test('warnings that are not ASCII come through as they are', async () => {
    const warnings = ['größer als „nötig“, "Жук"', 'plain'];
    answers.set('warned', { warnings });
    const session = await sessionFor(controlPlane().kubeconfig('admin'));
    const { entries } = valueOf(await session.plan(splitManifest(configMap('warned'))));
    expect(entries[0]?.warnings).toEqual(warnings);
  });
});
