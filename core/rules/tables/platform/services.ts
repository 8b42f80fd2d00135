/** Certificates, external secrets and backups: what their webhooks and controllers refuse. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  atOneOf,
  below,
  both,
  either,
  empty,
  filled,
  noneOf,
  oneOf,
  repeatedIn,
  set,
  textOf,
  textWithout,
  unlike,
  unset,
  valueAt,
  type Test,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

/** In seconds. */
const hour = 3_600;

/** Of a duration of Go, in seconds; undefined of any other text. */
function seconds(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[hms]))+$/.test(text))
    return undefined;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d{1,9}(?:\.\d{1,9})?)(ms|[hms])/g))
    sum += Number(number) * (unit === 'h' ? hour : unit === 'm' ? 60 : unit === 's' ? 1 : 0.001);
  return sum;
}

function isShorter(least: number): Test {
  return (found) => (seconds(textOf(found)) ?? Infinity) < least;
}

function isAsLongAsDuration(...[found, here]: Parameters<Test>): boolean {
  const written = valueAt(here, 'spec.duration');
  const duration = written === undefined ? 2_160 * hour : seconds(textOf(written));
  const before = seconds(textOf(found));
  return before !== undefined && duration !== undefined && before >= duration;
}

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
      {
        code: 'certificate-duration-least',
        when: { 'spec.duration': isShorter(hour) },
        says: 'a certificate holds for an hour at least: raise it',
      },
      {
        code: 'certificate-renewal-least',
        when: { 'spec.renewBefore': isShorter(hour / 12) },
        says: 'a certificate is renewed five minutes before its end at least: raise it',
      },
      {
        code: 'certificate-renewal',
        when: { 'spec.renewBefore': isAsLongAsDuration },
        says: 'a certificate is renewed before its end: write less than "duration", which is 2160h where it is not set',
      },
      {
        code: 'certificate-renewals',
        when: { 'spec.renewBefore': set, 'spec.renewBeforePercentage': set },
        says: '"renewBefore" and "renewBeforePercentage" exclude each other: keep one',
      },
      {
        code: 'certificate-key-size',
        when: {
          'spec.privateKey.size': either(below(2048), above(8192)),
          'spec.privateKey.algorithm': either(unset, oneOf('RSA')),
        },
        says: 'a key of RSA has 2048 to 8192 bits: set such a size, or "algorithm"',
      },
      {
        code: 'certificate-key-curve',
        when: {
          'spec.privateKey.size': noneOf(0, 256, 384, 521),
          'spec.privateKey.algorithm': 'ECDSA',
        },
        says: 'a key of ECDSA has 256, 384 or 521 bits: set one of these',
      },
      {
        code: 'certificate-issuer-kind',
        when: {
          'spec.issuerRef.kind': both(filled, noneOf('Issuer', 'ClusterIssuer')),
          'spec.issuerRef.group': either(empty, oneOf('cert-manager.io')),
        },
        says: 'cert-manager has the kinds Issuer and ClusterIssuer: write one of them, or add the "group" of another issuer',
      },
      ...Object.entries({ RSA: /WithRSA/, ECDSA: /ECDSAWith/, Ed25519: /PureEd25519/ }).map(
        ([algorithm, part]) => ({
          code: `certificate-signature-${algorithm.toLowerCase()}`,
          when: {
            'spec.signatureAlgorithm': both(filled, textWithout(part)),
            'spec.privateKey.algorithm':
              algorithm === 'RSA' ? either(unset, oneOf('RSA')) : oneOf(algorithm),
          },
          says: `a key of ${algorithm} cannot sign so: write an algorithm of its own, or remove this`,
        }),
      ),
      ...['jks', 'pkcs12'].flatMap((store) => [
        {
          code: `certificate-${store}-password`,
          when: {
            [`spec.keystores.${store}`]: filled,
            [`spec.keystores.${store}.password`]: unset,
            [`spec.keystores.${store}.passwordSecretRef.name`]: empty,
          },
          says: 'a keystore needs a password: add "passwordSecretRef"',
        },
        {
          code: `certificate-${store}-passwords`,
          when: {
            [`spec.keystores.${store}.password`]: set,
            [`spec.keystores.${store}.passwordSecretRef.name`]: filled,
          },
          says: '"password" and "passwordSecretRef" exclude each other: remove this',
        },
      ]),
      {
        code: 'certificate-literal-name',
        when: { 'spec.commonName': filled, 'spec.literalSubject': filled },
        says: '"literalSubject" has the name in it: remove "commonName"',
      },
      {
        code: 'certificate-literal-subject',
        when: { 'spec.subject': filled, 'spec.literalSubject': filled },
        says: '"literalSubject" says all of the subject: remove "subject"',
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
      {
        code: 'external-secret-owner',
        when: {
          'spec.target.deletionPolicy': 'Delete',
          'spec.target.creationPolicy': oneOf('Merge', 'None'),
        },
        says: 'only a Secret of its own is deleted: write "creationPolicy: Owner", or "Retain" here',
      },
      {
        code: 'external-secret-merge',
        when: {
          'spec.target.deletionPolicy': 'Merge',
          'spec.target.creationPolicy': 'None',
        },
        says: 'without a Secret there is nothing to merge with: write another policy, or "creationPolicy: Owner"',
      },
      {
        code: 'external-secret-source',
        each: 'spec.dataFrom[]',
        when: { find: unset, extract: unset, sourceRef: unset },
        says: 'nothing says what is fetched: add "extract", "find" or "sourceRef"',
      },
      {
        code: 'external-secret-sources',
        each: 'spec.dataFrom[]',
        when: { find: set, extract: set },
        says: '"find" and "extract" exclude each other: make two entries of them',
      },
      {
        code: 'external-secret-generator',
        each: 'spec.dataFrom[]',
        when: {
          'sourceRef.generatorRef': set,
          '': atOneOf(['find', 'extract'], set),
        },
        says: 'a generator makes its values itself: remove "find" and "extract", or this',
      },
      {
        code: 'external-secret-source-ref',
        each: 'spec.dataFrom[]',
        when: { sourceRef: set, 'sourceRef.generatorRef': unset, 'sourceRef.storeRef': unset },
        says: 'a source is a generator or a store: add "generatorRef" or "storeRef"',
      },
    ],
  ),
  ...factsOf(
    {
      on: { kinds: ['external-secrets.io/ExternalSecret'] },
      severity: 'warning',
      source: onPage('External Secrets', 'https://external-secrets.io/latest/api/externalsecret/'),
    },
    [
      {
        code: 'external-secret-key-twice',
        each: 'spec.data[]',
        when: { secretKey: filled, '': repeatedIn('/spec.data', 'secretKey') },
        says: 'an entry before this has the same key, and one of the two is lost: rename one',
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
