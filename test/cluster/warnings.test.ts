// What the API server warns of (the headers `Warning` of its answer) is told by the product, at the same place and for the
// same cause: in the examples of rules and of facts, and in our own manifests.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Position } from 'vscode-languageserver-types';
import { installOwnKinds } from '../../scripts/installOwnKinds.ts';
import type { Mark } from '../../tools/rules/exampleFile.ts';
import { factFiles, readFactExamples } from '../../tools/rules/factExamples.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { createNamespaces, dryRun, judgedDocuments, judgeOptions } from '../harness/dryRun.ts';
import { diagnose, full, repositoryRoot, testSession } from '../harness/manifests.ts';
import { allRuleExamples } from '../harness/ruleExamples.ts';
import { isNear, markedPath, stepsOf, type Step } from './causes.ts';

interface Cause {
  /** What the server says. */
  readonly says: RegExp;
  /** One of these is what the product says. */
  readonly codes: readonly string[];
}

const ofPorts = ['port-number-repeated', 'port-shared'];
const ofFractions = ['fraction-of-byte', 'unlikely-milli-bytes'];

const causes: readonly Cause[] = [
  { says: /a DNS label is recommended/, codes: ['host-name'] },
  {
    says: /(?:nodeSelector|matchExpressions|matchLabels|matchLabelExpressions|topologyKey).*(?:deprecated since|use "node-role)/,
    codes: ['deprecated-node-label'],
  },
  { says: /a null labelSelector/, codes: ['selector-of-nothing'] },
  {
    says: /annotations.*(?:non-functional in|deprecated since v1\.30)/,
    codes: ['dead-annotation'],
  },
  {
    says: /: deprecated in v1\.\d+(?:$|, (?:non-functional|and disabled))/,
    codes: ['removed-volume'],
  },
  { says: /overlapping paths/, codes: ['volume-path-overlap'] },
  { says: /has no sources provided/, codes: ['projected-source-empty'] },
  { says: /: duplicate ip /, codes: ['host-alias-repeated'] },
  { says: /: duplicate name /, codes: ['pull-secret-repeated'] },
  { says: /: invalid empty name/, codes: ['pull-secret-name'] },
  { says: /fractional byte value/, codes: ofFractions },
  { says: /hides previous definition/, codes: ['env-hidden'] },
  { says: /hostIP set without hostPort/, codes: ['host-ip-unused'] },
  { says: /: (?:duplicate|overlapping|dangerously ambiguous) port definition/, codes: ofPorts },
  { says: /: duplicate port name/, codes: ['port-name-shared'] },
  { says: /terminationGracePeriodSeconds: must be >= 0/, codes: ['grace-period-negative'] },
  { says: /should be in RFC 5952 canonical format/, codes: ['format-ip', 'format-cidr'] },
  { says: /is invalid, .*label/, codes: ['preferred-node-value'] },
  { says: /revisionHistoryLimit: a negative value/, codes: ['revisions-negative'] },
  { says: /track completedIndexes/, codes: ['indexed-job-large'] },
  {
    says: /annotations\[volume\.beta|^annotation .*is deprecated|enforce-mountable-secrets/,
    codes: ['deprecated-annotation'],
  },
  { says: /Recycle reclaim policy is deprecated/, codes: ['recycle-policy'] },
  { says: /serviceAccountTokenInSecrets is unset/, codes: ['csi-tokens-in-context'] },
  { says: /is ignored (?:for headless|when spec\.type)/, codes: ['service-field-unused'] },
  { says: /spec\.externalIPs is deprecated/, codes: ['service-external-ips'] },
  { says: /"PreferClose" is deprecated/, codes: ['service-prefer-close'] },
  { says: /FQDN endpoints are deprecated/, codes: ['endpoint-slice-names'] },
  { says: /spec\.externalID: this field is deprecated/, codes: ['node-external-id'] },
  { says: /^ResourceQuota .*should be less than/, codes: ['quota-request-over-limit'] },
  { says: /^tls: /, codes: ['secret-tls-pair'] },
  { says: /^v1 Endpoints is deprecated/, codes: ['endpoints-deprecated'] },
  { says: /duplicate entries; API server dedups/, codes: ['owner-repeated'] },
  { says: /names ending with ".static.k8s.io" are reserved/, codes: ['name-reserved'] },
  { says: /driver names should be lowercase/, codes: ['resource-driver-case'] },
  { says: /^unrecognized format/, codes: ['crd-format-unknown'] },
  { says: /prefer a domain-qualified finalizer name/, codes: ['finalizer-domain'] },
];

/** Values have formats, of which no rule has an example. */
const addresses = [
  `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  dnsPolicy: None
  dnsConfig: { nameservers: ['2001:DB8::1', '2001:db8::53'] }
  hostAliases: [{ ip: '2001:db8:0::1', hostnames: [a] }, { ip: '::1.2.3.4', hostnames: [b] }]
  containers: [{ name: web, image: 'nginx:1.27' }]
`,
  `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: ['2001:DB8::/32', '2001:db8:1::/48']
  ports: [{ port: 80 }]
`,
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: {}
  ingress: [{ from: [{ ipBlock: { cidr: '2001:DB8::/32', except: ['2001:DB8:1::/48'] } }] }]
`,
  `apiVersion: v1
kind: Endpoints
metadata: { name: web }
subsets: [{ addresses: [{ ip: '2001:DB8::1' }], ports: [{ port: 80 }] }]
`,
];

/** The group of custom kinds that this server has. */
const installed = 'source.toolkit.fluxcd.io';

await controlPlaneOrSkip('warnings of a real API server', judgeOptions, (controlPlane) => {
  const session = testSession();
  const texts = [
    ...new Set([...ruleExamples(), ...factExamples(), ...ownManifests(), ...addresses]),
  ];
  /** Of all that is judged: the warnings that no finding goes with, and the causes that were seen. */
  const untold: string[] = [];
  const seen = new Set<Cause>();

  beforeAll(async () => {
    await installOwnKinds(controlPlane(), [installed]);
    await createNamespaces(controlPlane(), texts);
    for (const text of texts) await compare(text);
  });

  async function compare(text: string): Promise<void> {
    for (const { text: document, kind } of judgedDocuments(text)) {
      if (kind.source !== 'Kubernetes' && kind.group !== installed) continue;
      if (document.includes('dpm-ignore')) continue;
      const { warnings, isRefused } = await dryRun(controlPlane(), document, kind);
      if (isRefused || warnings.length === 0) continue;
      const found = await diagnose(session, document);
      for (const warning of warnings) {
        const cause = causes.find(({ says }) => says.test(warning));
        if (cause) seen.add(cause);
        const places = placesOf(warning);
        const isTold = found.some(
          ({ code, range: { start, end } }) =>
            cause?.codes.includes(String(code)) &&
            isAtOneOf(places, markedPath(document, markAt(start, end))),
        );
        if (!isTold) untold.push(`${warning}\n${found.map(full).join('\n')}\n${document}`);
      }
    }
  }

  test('each of them is told at its place', () => {
    expect(untold).toEqual([]);
  });

  test.each(causes.map((cause) => [cause.codes.join(), cause] as const))(
    '%s: the server says so of an example',
    (_codes, cause) => {
      expect(seen.has(cause)).toBe(true);
    },
  );
});

/** Where the server sees it; nowhere for one that does not say so. */
function placesOf(warning: string): string[] {
  const place = /^[a-z]\w*(?:\.\w+|\[[^\]]*\])+(?=: )/.exec(warning)?.[0];
  if (place === undefined) return [];
  // It sets requests that are not there from limits, and has a slip of the pen.
  return [
    place,
    place.replace('.requests[', '.limits['),
    place.replace('spec.addressType', 'addressType'),
  ];
}

function isAtOneOf(places: readonly string[], path: readonly Step[]): boolean {
  return places.length === 0 || places.some((place) => isNear(path, stepsOf(place)));
}

function markAt(start: Position, end: Position): Mark {
  return { line: start.line, start: start.character, end: end.character, words: '' };
}

function ruleExamples(): string[] {
  return allRuleExamples().map(({ text }) => text);
}

function factExamples(): string[] {
  return factFiles().flatMap((file) =>
    readFactExamples(file).flatMap(({ bad, good }) => [bad, good]),
  );
}

function ownManifests(): string[] {
  return globSync(['schemas/*/examples/valid/*.yaml', 'samples/**/*.yaml'], { cwd: repositoryRoot })
    .sort()
    .map((file) => readFileSync(path.join(repositoryRoot, file), 'utf8'));
}
