/** Routes, rules and gateways of Istio: what its webhook refuses beyond the CRDs. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  both,
  either,
  empty,
  filled,
  isNoRe2,
  not,
  oneOf,
  repeatedIn,
  set,
  someItem,
  unlike,
  unset,
} from '../conditions.ts';
import { factsOf, type Fact } from '../fact.ts';

const pages = 'https://istio.io/latest/docs/reference/config/networking';
const routes = {
  on: { kinds: ['networking.istio.io/VirtualService'] },
  by: 'webhook',
  source: onPage('Istio', `${pages}/virtual-service/`),
} as const;
const each = 'spec.http[]';
const match = `${each}.match[]`;
const unreadable =
  'Istio cannot read this expression: RE2 looks neither ahead nor behind, and its brackets close';

/** Texts that are matched, by where they stand. */
const matched: readonly Fact[] = ['uri', 'scheme', 'method', 'authority'].map((field) => ({
  code: `istio-regex-${field}`,
  each: match,
  when: { [`${field}.regex`]: isNoRe2 },
  says: unreadable,
}));

const policies =
  '5xx|gateway-error|reset|reset-before-request|connect-failure|retriable-4xx|refused-stream|retriable-status-codes|' +
  'retriable-headers|envoy-ratelimited|http3-post-connect-failure|cancelled|deadline-exceeded|internal|resource-exhausted|' +
  'unavailable|[1-5][0-9][0-9]';

const virtualServices = factsOf(routes, [
  {
    code: 'istio-route-redirect',
    each,
    when: { redirect: set, route: filled },
    says: 'a redirect answers by itself: remove it, or "route"',
  },
  {
    code: 'istio-route-response',
    each,
    when: { directResponse: set, route: filled, redirect: unset },
    says: 'a direct response answers by itself: remove it, or "route"',
  },
  {
    code: 'istio-rewrite-redirect',
    each,
    when: { rewrite: set, redirect: set },
    says: 'what is redirected is not rewritten: remove "rewrite", or "redirect"',
  },
  {
    code: 'istio-fault-redirect',
    each,
    when: { fault: set, redirect: set },
    says: 'what is redirected has no faults: remove "fault", or "redirect"',
  },
  {
    code: 'istio-redirect-response',
    each,
    when: { directResponse: set, redirect: set },
    says: 'a redirect and a direct response exclude each other: keep one',
  },
  {
    code: 'istio-route-delegate',
    each,
    when: { delegate: set, route: set, '/spec.hosts': filled },
    says: 'what is delegated has its routes there: remove "route", or this',
  },
  {
    code: 'istio-route-required',
    each,
    when: { redirect: unset, directResponse: unset, delegate: unset, route: empty },
    says: 'nothing says where requests go: add "route", "redirect" or "directResponse"',
  },
  {
    code: 'istio-mirrors',
    each,
    when: { mirror: set, mirrors: filled },
    says: '"mirror" and "mirrors" exclude each other: keep "mirrors"',
  },
  {
    code: 'istio-retry-on',
    each,
    when: { 'retries.retryOn': unlike(new RegExp(`^(?:${policies})(?:,(?:${policies}))*$`)) },
    says: 'Istio knows conditions such as 5xx, reset, connect-failure, gateway-error, unavailable and codes of HTTP, parted by commas without blanks',
  },
  {
    code: 'istio-retry-attempts',
    each,
    when: {
      'retries.attempts': either(unset, oneOf(0)),
      'retries.perTryTimeout': set,
    },
    at: 'retries.perTryTimeout',
    says: 'nothing is tried again without "attempts": set how often, or remove this',
  },
  {
    code: 'istio-routes-required',
    when: { 'spec.http': empty, 'spec.tcp': empty, 'spec.tls': empty },
    at: 'spec',
    says: 'a VirtualService needs "http", "tcp" or "tls"',
  },
  {
    code: 'istio-delegate-gateways',
    when: { 'spec.gateways': filled, 'spec.hosts': empty },
    says: 'what has no hosts is delegated to by another VirtualService, which has the gateways: remove them, or add "hosts"',
  },
  {
    code: 'istio-host-any',
    when: { 'spec.hosts': someItem({ '': '*' }), 'spec.gateways': empty },
    says: 'within the mesh "*" is no host: name the hosts, or add "gateways"',
  },
  ...matched,
  {
    code: 'istio-regex-header',
    each: `${match}.headers.*`,
    when: { regex: isNoRe2 },
    says: unreadable,
  },
  {
    code: 'istio-regex-without-header',
    each: `${match}.withoutHeaders.*`,
    when: { regex: both(isNoRe2, not(oneOf('*'))) },
    says: unreadable,
  },
  {
    code: 'istio-regex-query',
    each: `${match}.queryParams.*`,
    when: { regex: isNoRe2 },
    says: unreadable,
  },
]);

const destinations = factsOf(
  {
    on: { kinds: ['networking.istio.io/DestinationRule'] },
    by: 'webhook',
    source: onPage('Istio', `${pages}/destination-rule/`),
  },
  [
    {
      code: 'istio-subset-twice',
      each: 'spec.subsets[]',
      when: { name: filled, '': repeatedIn('/spec.subsets', 'name') },
      says: 'a subset before this has the same name: rename one',
    },
    {
      code: 'istio-subset-name',
      each: 'spec.subsets[]',
      when: { name: unlike(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/) },
      says: 'the name of a subset has up to 63 lower-case letters, digits and "-"',
    },
  ],
);

const gateways = factsOf(
  {
    on: { kinds: ['networking.istio.io/Gateway'] },
    by: 'webhook',
    source: onPage('Istio', `${pages}/gateway/`),
  },
  [
    {
      code: 'istio-server-hosts',
      each: 'spec.servers[]',
      when: { port: set, hosts: empty },
      at: 'hosts',
      says: 'a server of a gateway needs "hosts", "*" for all',
    },
    {
      code: 'istio-server-tls',
      each: 'spec.servers[]',
      when: { 'port.protocol': /^(?:HTTPS|TLS)$/i, tls: unset },
      says: 'this protocol needs "tls", with the mode and the certificate',
    },
  ],
);

export const istioMesh: readonly Rule[] = [...virtualServices, ...destinations, ...gateways];
