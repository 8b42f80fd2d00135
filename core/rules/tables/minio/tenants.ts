/** Tenants of MinIO: what the operator and MinIO refuse. */
import type { Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { atMost, both, count, oneOf, repeatedIn, set, textOf, unlike } from '../conditions.ts';
import { factsOf } from '../fact.ts';

const source = onPage('MinIO', 'https://min.io/docs/minio/kubernetes/upstream/');
const by = 'operator';
const tenant = { kinds: ['minio.min.io/Tenant'] };

export const minioTenants: readonly Rule[] = [
  ...factsOf({ on: tenant, by, source }, [
    {
      code: 'minio-pools',
      when: { 'spec.pools': count(0, 0) },
      says: 'a tenant needs a pool with servers and volumes',
    },
    {
      code: 'minio-servers',
      each: 'spec.pools[]',
      when: { servers: atMost(0) },
      says: 'a pool has at least one server',
    },
    {
      code: 'minio-volumes',
      each: 'spec.pools[]',
      when: { volumesPerServer: atMost(0) },
      says: 'a server has at least one volume',
    },
    {
      code: 'minio-few-volumes',
      each: 'spec.pools[]',
      when: { servers: oneOf(2, 3), volumesPerServer: 1 },
      at: 'volumesPerServer',
      says: 'two or three servers keep data on at least two volumes each: raise this or use one or four servers',
    },
    {
      code: 'minio-pool-repeated',
      each: 'spec.pools[]',
      when: { name: repeatedIn('/spec.pools', 'name') },
      says: 'another pool has this name: rename one of them',
    },
    {
      code: 'minio-bucket-name',
      each: 'spec.buckets[]',
      when: { name: unlike(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/) },
      says: 'a bucket has 3 to 63 lower-case letters, digits, "." and "-", and begins and ends with a letter or a digit: it is not made',
    },
    {
      code: 'minio-bucket-dots',
      each: 'spec.buckets[]',
      when: { name: isOddBucket },
      says: 'the name of a bucket is no IP address and has no two dots or a dash beside a dot: it is not made',
    },
  ]),
  ...factsOf({ on: tenant, severity: 'warning', source }, [
    {
      code: 'minio-bucket-repeated',
      each: 'spec.buckets[]',
      when: { name: both(set, repeatedIn('/spec.buckets', 'name')) },
      says: 'another bucket has this name: remove one of them',
    },
  ]),
];

function isOddBucket(found: Node | undefined): boolean {
  const name = textOf(found) ?? '';
  return /^\d+\.\d+\.\d+\.\d+$|\.\.|\.-|-\./.test(name);
}
