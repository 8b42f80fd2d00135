/** Ingresses and network policies. */
import { isIP } from 'node:net';
import { at, get } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { manifest } from '../examples.ts';
import { isFilled, isSet, keyOf, list, number, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

const ingress = (path: string): string =>
  manifest(
    'networking.k8s.io/v1',
    'Ingress',
    `spec:\n  rules:\n  - http:\n      paths:\n      - ${path}`,
  );
const policy = (spec: string): string =>
  manifest('networking.k8s.io/v1', 'NetworkPolicy', `spec:\n  podSelector: {}\n  ${spec}`);
const BACKEND = 'backend: { service: { name: web, port: { number: 80 } } }';

export const ingressPath: Rule = {
  code: 'ingress-path',
  severity: 'error',
  summary: 'Paths of an Ingress are absolute and, for Exact and Prefix, plain.',
  on: { types: ['networking.v1/HTTPIngressPath'] },
  bad: [
    ingress(`{ path: api, pathType: Prefix, ${BACKEND} }`),
    ingress(`{ path: /a//b, pathType: Prefix, ${BACKEND} }`),
    ingress(`{ pathType: Prefix, ${BACKEND} }`),
  ],
  good: [
    ingress(`{ path: /api, pathType: Prefix, ${BACKEND} }`),
    ingress(`{ pathType: ImplementationSpecific, ${BACKEND} }`),
  ],
  check(visit, report) {
    const { node } = visit;
    const path = get(node, 'path');
    const text = string(path);
    const type = string(get(node, 'pathType'));
    if (text === undefined) {
      if (type === 'Prefix' || type === 'Exact')
        report(path ?? placeOfVisit(visit), `"pathType: ${type}" needs a path: add e.g. "path: /"`);
      return;
    }
    if (!path) return;
    if (!text.startsWith('/')) {
      report(path, `"${text}" is not an absolute path: begin it with "/"`, {
        fix: { title: `Replace with /${text}`, edits: [[path.span, yamlText(`/${text}`)]] },
      });
    } else if (
      /^(Prefix|Exact)$/.test(type ?? '') &&
      (/\/\/|\/\.\.?\/|%2f/i.test(text) || /\/\.\.?$/.test(text))
    ) {
      report(
        path,
        `"${text}" contains "//", "." or "..", which ${type} does not allow: write a plain path`,
      );
    }
  },
};

export const ingressRules: Rule = {
  code: 'ingress-rules',
  severity: 'error',
  summary: 'An Ingress has rules or a default backend.',
  on: { kinds: ['networking.k8s.io/Ingress'] },
  bad: manifest('networking.k8s.io/v1', 'Ingress', 'spec:\n  ingressClassName: nginx'),
  good: manifest(
    'networking.k8s.io/v1',
    'Ingress',
    `spec:\n  defaultBackend: ${BACKEND.replace('backend: ', '')}`,
  ),
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (!spec || isFilled(get(spec, 'rules')) || isSet(get(spec, 'defaultBackend'))) return;
    report(keyOf(ctx.root, 'spec'), 'an Ingress needs "rules" or "defaultBackend": add one');
  },
};

const CLASS = 'kubernetes.io/ingress.class';

export const ingressClassTwice: Rule = {
  code: 'ingress-class',
  severity: 'error',
  summary:
    'The class of an Ingress is a field; the old annotation beside it must say the same. A controller has a domain in its name.',
  on: { kinds: ['networking.k8s.io/Ingress', 'networking.k8s.io/IngressClass'] },
  bad: [
    ingress(`{ path: /, pathType: Prefix, ${BACKEND} }\n  ingressClassName: a`).replace(
      '  name: web',
      `  name: web\n  annotations: { ${CLASS}: b }`,
    ),
    manifest('networking.k8s.io/v1', 'IngressClass', 'spec: { controller: nginx }'),
  ],
  good: [
    ingress(`{ path: /, pathType: Prefix, ${BACKEND} }\n  ingressClassName: a`),
    manifest('networking.k8s.io/v1', 'IngressClass', 'spec: { controller: k8s.io/ingress-nginx }'),
  ],
  check({ ctx }, report) {
    const name = string(at(ctx.root, ['spec', 'ingressClassName']));
    const old = at(ctx.root, ['metadata', 'annotations', CLASS]);
    if (old && name && string(old) !== name) {
      report(
        old,
        `the annotation says "${string(old) ?? ''}", ingressClassName "${name}": remove the annotation`,
      );
    }
    const controller = at(ctx.root, ['spec', 'controller']);
    const text = string(controller);
    if (controller && text && !/^[a-z0-9.-]+\/.+$/.test(text)) {
      report(controller, `"${text}" has no domain: write e.g. k8s.io/ingress-nginx`);
    }
  },
};

export const networkPeer: Rule = {
  code: 'network-peer',
  severity: 'error',
  summary: 'A peer of a network policy is an address block, or selectors.',
  on: { types: ['networking.v1/NetworkPolicyPeer'] },
  bad: [
    policy('ingress: [{ from: [{}] }]'),
    policy('ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: {} }] }]'),
  ],
  good: policy('ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { podSelector: {} }] }]'),
  check(visit, report) {
    const { node } = visit;
    const hasSelector = isSet(get(node, 'podSelector')) || isSet(get(node, 'namespaceSelector'));
    const hasBlock = isSet(get(node, 'ipBlock'));
    if (hasBlock && hasSelector)
      report(
        keyOf(node, 'ipBlock'),
        'an address block and selectors are two peers: write two list items',
      );
    else if (!hasBlock && !hasSelector)
      report(
        placeOfVisit(visit),
        'a peer needs podSelector, namespaceSelector or ipBlock: add one',
      );
  },
};

export const networkPorts: Rule = {
  code: 'network-ports',
  severity: 'error',
  summary: 'A range of ports begins with a number and ends at or above it.',
  on: { types: ['networking.v1/NetworkPolicyPort'] },
  bad: [
    policy('ingress: [{ ports: [{ port: 80, endPort: 70 }] }]'),
    policy('ingress: [{ ports: [{ port: http, endPort: 90 }] }]'),
  ],
  good: policy('ingress: [{ ports: [{ port: 80, endPort: 90 }] }]'),
  check({ node }, report) {
    const end = get(node, 'endPort');
    const last = number(end);
    if (!end || last === undefined) return;
    const first = number(get(node, 'port'));
    if (first === undefined)
      report(end, '"endPort" needs a numeric "port" as the beginning of the range');
    else if (last < first)
      report(
        end,
        `the range ${first} to ${last} runs backwards: write an end of at least ${first}`,
      );
  },
};

export const networkExcept: Rule = {
  code: 'network-except',
  severity: 'error',
  summary: 'Exceptions of an address block lie inside of it.',
  on: { types: ['networking.v1/IPBlock'] },
  bad: policy('ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [192.168.0.0/16] } }] }]'),
  good: policy('ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }] }]'),
  check({ node }, report) {
    const whole = range4(string(get(node, 'cidr')));
    for (const item of list(get(node, 'except'))) {
      const part = range4(string(item));
      if (!whole || !part) continue;
      const isInside =
        part.bits > whole.bits &&
        part.start >>> (32 - whole.bits) === whole.start >>> (32 - whole.bits);
      if (whole.bits > 0 ? !isInside : part.bits === 0)
        report(item, `"${string(item)}" does not lie inside of "${string(get(node, 'cidr'))}"`);
    }
  },
};

function range4(
  cidr: string | undefined,
): { readonly start: number; readonly bits: number } | undefined {
  const [address = '', bits = ''] = (cidr ?? '').split('/');
  if (isIP(address) !== 4 || !/^\d+$/.test(bits) || Number(bits) > 32) return undefined;
  const start = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { start, bits: Number(bits) };
}
