// The editor and a real API server judge the same manifests: the product's own examples, snippets and samples with one
// fault each. What one of them refuses the other refuses too.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { expandSnippet, readSnippets } from '../../scripts/generateSnippets.ts';
import { installOwnKinds } from '../../scripts/installOwnKinds.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { createNamespaces, dryRun, judgedDocuments, judgeOptions } from '../harness/dryRun.ts';
import { diagnose, full, repositoryRoot, testSession } from '../harness/manifests.ts';
import { mutantsOf, randomNumbers, type Mutant } from './agreement/mutants.ts';

const SEEDS = [1, 2, 3];
const PER_DOCUMENT = 25;

interface Difference {
  /** Matched against `editor|server KIND PATH: what it says`, where the first is who refuses. */
  readonly about: RegExp;
  readonly reason: string;
}

const differences: readonly Difference[] = [
  {
    about:
      /^editor \w*Spark\w+ .*: (\d\S* error\[(?:spark|format-spark|config)-[^\]]+\][^\n]*(?:\n|$))+$/,
    reason: 'The operator or Spark refuses it, after the API server has taken it.',
  },
  {
    about: /^editor PersistentVolumeClaim spec\.dataSource(Ref)?\./,
    reason:
      'The server drops a source that it does not know without a word: the volume would be empty.',
  },
  {
    about: /^editor Secret (data|binaryData)\./,
    reason: 'A list is decoded as bytes; nobody means that.',
  },
  {
    about: /^editor CronJob spec\.jobTemplate\.metadata\./,
    reason: 'The server looks at the labels when it makes a Job of the template.',
  },
  {
    about: /^editor \w*Spark\w+ metadata\.name: .*name-(format|length)/,
    reason: 'The name becomes that of a Service, which the operator makes.',
  },
  {
    about: /^server \w*Spark\w+ .*must be of type integer with format int32/,
    reason: 'Numbers beyond two thousand million, which no field of the operator means.',
  },
  {
    about: /^server \(warned\) \w*Spark\w+ spec\./,
    reason:
      'The definitions installed here come from our schemas and ask of the built-in parts what Kubernetes does; those of the operator leave it to the making of the pod, so it is a warning.',
  },
  {
    about: /^server \S+ metadata\.namespace: /,
    reason: 'In which namespace the request is sent is the business of the client.',
  },
  {
    about: /^server \w*Spark\w+ .*must be of type \w+: "null"/,
    reason: 'Items without a value: built-in kinds take them for empty ones, custom ones do not.',
  },
  {
    about: /^server StorageClass allowedTopologies\..*Duplicate value: ""/,
    reason: 'The server takes an empty term for a repeated one.',
  },
  {
    about: /^server \S+ apiVersion: .*(no kind|does not match the expected API version)/,
    reason: 'The group may be that of somebody else, who has a kind of this name: a hint.',
  },
];

await controlPlaneOrSkip('the editor and the API server', judgeOptions, (controlPlane) => {
  const session = testSession();
  beforeAll(async () => {
    await installOwnKinds(controlPlane(), ['sparkoperator.k8s.io']);
    await createNamespaces(
      controlPlane(),
      ownManifests().map(({ text }) => text),
    );
  });

  test.each(SEEDS)('agree on mutants of our own manifests, seed %i', async (seed) => {
    const random = randomNumbers(seed);
    const disagreements: string[] = [];
    let refused = 0;
    for (const { text: source, kind } of ownManifests()) {
      for (const mutant of mutantsOf(source, random, PER_DOCUMENT)) {
        const verdict = await serverVerdict(mutant.text, () =>
          dryRun(controlPlane(), mutant.text, kind),
        );
        const diagnostics = await diagnose(session, mutant.text);
        const errors = diagnostics.filter(({ severity }) => severity === 1);
        if (verdict.isRefused) refused++;
        if (verdict.isRefused === errors.length > 0) continue;
        const said = verdict.isRefused ? verdict.message : errors.map(full).join('\n');
        const warned = diagnostics.some(({ severity }) => severity === 2) ? ' (warned)' : '';
        const who = verdict.isRefused ? `server${warned}` : 'editor';
        const line = `${who} ${kind.kind} ${mutant.path}: ${said}`;
        if (differences.some(({ about }) => about.test(line))) continue;
        disagreements.push(`${line} (${mutant.fault})\n${excerpt(mutant)}`);
      }
    }
    expect(disagreements).toEqual([]);
    // A sample of which nothing is refused, or everything, would prove little.
    expect(refused).toBeGreaterThan(100);
  });
});

/** No client sends a document without the two, so the server's own generosity does not count. */
async function serverVerdict(
  text: string,
  ask: () => ReturnType<typeof dryRun>,
): ReturnType<typeof dryRun> {
  const isNamed =
    /^apiVersion: *(?!null)[^\s"'~]/im.test(text) && /^kind: *(?!null)[^\s"'~]/im.test(text);
  return isNamed
    ? ask()
    : { isRefused: true, message: 'apiVersion or kind is missing', warnings: [] };
}

/** Built-in kinds and Spark: the others are judged by the CRDs of their projects, whole (acceptedManifests.test.ts). */
function ownManifests(): ReturnType<typeof judgedDocuments> {
  const files = globSync(['schemas/*/examples/valid/*.yaml', 'samples/**/*.yaml'], {
    cwd: repositoryRoot,
  })
    .filter((file) => !file.includes('with-typos'))
    .sort()
    .map((file) => readFileSync(path.join(repositoryRoot, file), 'utf8'));
  const snippets = readSnippets(repositoryRoot).map(({ body }) => expandSnippet(body));
  return [...files, ...snippets]
    .flatMap(judgedDocuments)
    .filter(({ kind }) => kind.source === 'Kubernetes' || kind.group === 'sparkoperator.k8s.io');
}

function excerpt({ text, path: place }: Mutant): string {
  const key = place.split('.').findLast((step) => !/^\d+$/.test(step)) ?? '';
  const lines = text.split('\n');
  const at = Math.max(
    0,
    lines.findIndex((line) => line.includes(`${key}:`)),
  );
  return lines.slice(at, at + 3).join('\n');
}
