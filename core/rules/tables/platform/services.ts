/** Certificates, external secrets and backups: what their webhooks and controllers refuse. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { empty, filled, set, unlike } from '../conditions.ts';
import { factsOf } from '../fact.ts';

export const platformServices: readonly Rule[] = [
  ...factsOf(
    {
      on: { kinds: ['cert-manager.io/Certificate'] },
      by: 'webhook',
      source: onPage('cert-manager', 'https://cert-manager.io/docs/usage/certificate/'),
    },
    [
      {
        code: 'certificate-names',
        when: {
          'spec.secretName': filled,
          'spec.commonName': empty,
          'spec.dnsNames': empty,
          'spec.ipAddresses': empty,
          'spec.uris': empty,
          'spec.emailAddresses': empty,
          'spec.literalSubject': empty,
          'spec.otherNames': empty,
        },
        at: 'spec',
        says: 'nothing says for whom the certificate is: add "dnsNames", or "commonName"',
      },
      {
        code: 'certificate-common-name',
        when: { 'spec.commonName': /^.{65}/ },
        says: 'a common name has at most 64 characters: write long names under "dnsNames"',
      },
    ],
  ),
  ...factsOf(
    {
      on: { kinds: ['external-secrets.io/ExternalSecret'] },
      by: 'webhook',
      source: onPage('External Secrets', 'https://external-secrets.io/latest/api/externalsecret/'),
    },
    [
      {
        code: 'external-secret-data',
        when: { spec: set, 'spec.data': empty, 'spec.dataFrom': empty },
        says: 'nothing says what is fetched: add "data" or "dataFrom"',
      },
    ],
  ),
  ...factsOf(
    {
      on: { kinds: ['velero.io/Schedule'] },
      by: 'operator',
      source: onPage('Velero', 'https://velero.io/docs/main/api-types/schedule/'),
    },
    [
      {
        code: 'velero-schedule',
        when: {
          'spec.schedule': unlike(/^(?:CRON_TZ=\S+ +)?(?:@\w+|@every \S+|\S+(?: +\S+){4})$/),
        },
        says: 'a schedule has five fields, as "0 1 * * *"',
      },
    ],
  ),
];
