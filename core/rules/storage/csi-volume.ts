import { get } from '../../yaml/node.ts';
import { formats } from '../../formats/index.ts';
import { isFilled, isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const SECRET_REFS = [
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
  'nodePublishSecretRef',
  'nodeExpandSecretRef',
];

export const rule: Rule = {
  code: 'csi-volume',
  severity: 'error',
  claims: 'value',
  summary: 'A CSI volume names its driver as a DNS name, and its secrets with their namespace.',
  on: { types: ['core.v1/CSIPersistentVolumeSource', 'core.v1/CSIVolumeSource'] },
  check({ node, type }, report) {
    const driver = get(node, 'driver');
    const text = string(driver);
    if (
      driver &&
      text &&
      text.length <= 63 &&
      formats.get('dns-subdomain')?.check(text.toLowerCase())
    ) {
      report(
        driver,
        `"${text}" is not the name of a driver: write a DNS name such as ebs.csi.aws.com`,
      );
    }
    for (const key of SECRET_REFS) {
      const reference = get(node, key);
      if (!isSet(reference)) continue;
      const needed = type === 'core.v1/CSIVolumeSource' ? ['name'] : ['name', 'namespace'];
      for (const field of needed) {
        if (!isFilled(get(reference, field)))
          report(keyOf(node, key), `"${key}" needs "${field}": add it`);
      }
    }
  },
};
