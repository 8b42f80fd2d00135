import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { dnsSubdomain } from '../../formats/names.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'csi-driver-name',
  severity: 'error',
  claims: 'value',
  summary: 'The name of a CSI driver is not a DNS name.',
  source: inApiServer('core', 'ValidateCSIDriverName'),
  on: { types: ['core.v1/CSIPersistentVolumeSource', 'core.v1/CSIVolumeSource'] },
  check({ node }, report) {
    const driver = get(node, 'driver');
    const text = string(driver);
    // One that is too long breaks a limit of the schema.
    if (driver && text && text.length <= 63 && dnsSubdomain.check(text.toLowerCase()))
      report(
        driver,
        `"${text}" is not the name of a driver: write a DNS name such as ebs.csi.aws.com`,
      );
  },
};
