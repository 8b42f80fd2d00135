// Addresses and certificates of a kubeconfig as kubectl reads them, against a real API server.
import { expect, test } from 'vitest';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { splitManifest } from '../../shared/manifestDocuments.ts';
import { fileIn, kubeconfigFor, serviceFor, temporaryFolder, valueOf } from './clusterFixture.ts';

await controlPlaneOrSkip('connections to a real API server', { nodes: 0 }, (controlPlane) => {
  const token = () => ({ token: controlPlane().tokens.admin });
  const serviceOf = (cluster: object, user: object = token()) =>
    serviceFor([fileIn(temporaryFolder(), 'config', kubeconfigFor(controlPlane(), user, cluster))]);

  test.each([
    ['a slash at its end', (url: string) => `${url}/`],
    ['its scheme in capitals', (url: string) => url.replace('https', 'HTTPS')],
    ['no scheme', (url: string) => url.replace('https://', '')],
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
});
