// Slips in manifests of built-in kinds and of a dozen operators, judged by the editor and by a real API server that has the CRDs
// of the projects: examples, samples, snippets and the right twins of known faults. What the server refuses is told, and what it
// takes is no error. (`agreement.test.ts` asks that of built-in kinds and Spark without leeway, of values alone.)
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Diagnostic } from 'vscode-languageserver';
import { rules } from '../../core/rules/index.ts';
import { expandSnippet, readSnippets } from '../../scripts/generateSnippets.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import {
  createNamespaces,
  dryRun,
  judgedDocuments,
  judgeOptions,
  type Judged,
} from '../harness/dryRun.ts';
import { installKnownKinds } from '../harness/installKnownKinds.ts';
import * as slips from '../harness/manifestMutants.ts';
import { diagnose, full, repositoryRoot, testSession } from '../harness/manifests.ts';
import { pairFiles, readPairs } from '../harness/pairs.ts';
import { mutantsOf, randomNumbers } from './agreement/mutants.ts';

/** Beside the built-in kinds: CRDs that a server takes in a few seconds. */
const groups: ReadonlySet<string> = new Set([
  ...['sparkoperator.k8s.io', 'kafka.strimzi.io', 'postgresql.cnpg.io', 'kueue.x-k8s.io'],
  ...['trino.stackable.tech', 'hive.kubedoop.dev', 'clickhouse.altinity.com'],
  ...['source.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io', 'cert-manager.io'],
  ...['snapshot.storage.k8s.io', 'objectstorage.k8s.io', 'secrets.stackable.tech'],
]);
/** Another one makes other slips; those of this one are the same in each run. */
const SEED = 7;

/** What one of the two takes and the other does not, for a reason that is not ours to mend. */
interface Exception {
  readonly who: 'editor' | 'server';
  /** A regular expression for `KIND SLIP: WHAT IS SAID`. */
  readonly about: string;
  readonly reason: string;
}

const exceptions = parse(
  readFileSync(path.join(import.meta.dirname, 'agreement/exceptions.yaml'), 'utf8'),
) as Exception[];

/** Codes of errors that come after the API server: of a webhook, an operator, the program. */
const laterRefusals: ReadonlySet<string> = new Set(
  rules
    .filter(({ enforcedBy = 'apiServer' }) => enforcedBy !== 'apiServer')
    .map(({ code }) => code),
);

await controlPlaneOrSkip('slips in manifests', judgeOptions, (controlPlane) => {
  const session = testSession();
  const sources = ownDocuments();
  beforeAll(async () => {
    const texts = sources.map(({ text }) => text);
    await installKnownKinds(controlPlane(), texts);
    await createNamespaces(controlPlane(), texts);
  }, 120_000);

  test('what the server refuses is told, and what it takes is no error', async () => {
    const missed: string[] = [];
    const falseErrors: string[] = [];
    const counts = { refused: 0, taken: 0 };
    for (const { text, name, kind } of mutants(sources)) {
      const { isRefused, message } = await dryRun(controlPlane(), text, kind);
      counts[isRefused ? 'refused' : 'taken']++;
      const found = await diagnose(session, text);
      const errors = found.filter(({ severity }) => severity === 1);
      if (isRefused === errors.length > 0) continue;
      if (isRefused) note(missed, 'server', `${kind.kind} ${name}: ${message}`, text, found);
      else if (errors.some(isOfServer))
        note(falseErrors, 'editor', `${kind.kind} ${name}: ${errors.map(full).join('; ')}`, text);
    }
    expect(falseErrors).toEqual([]);
    expect(missed.length / counts.refused, missed.join('\n')).toBeLessThanOrEqual(0.01);
    // Samples of which nothing is refused, or everything, would prove little.
    expect(Math.min(counts.refused, counts.taken)).toBeGreaterThan(200);
  }, 120_000);
});

/** Unless the exceptions name it. */
function note(
  list: string[],
  who: Exception['who'],
  what: string,
  text: string,
  found: readonly Diagnostic[] = [],
): void {
  if (exceptions.some((each) => each.who === who && new RegExp(each.about, 's').test(what))) return;
  list.push(`${[what, ...found.map(full)].join('\n')}\n${text}`);
}

function isOfServer({ severity, code }: Diagnostic): boolean {
  return severity === 1 && !laterRefusals.has(String(code));
}

interface Mutant extends Judged {
  readonly name: string;
}

/** A slip of a hand and a wrong value in each; of custom kinds, of which there are fewer documents, four of both. */
function* mutants(sources: readonly Judged[]): Generator<Mutant> {
  const random = randomNumbers(SEED);
  for (const [index, { text, kind }] of sources.entries()) {
    const count = kind.source === 'Kubernetes' ? 1 : 4;
    const seed = SEED + index;
    for (const slip of slips.mutantsOf([text], { count, seed }))
      if (judgedDocuments(slip.text).length === 1) yield { ...slip, kind };
    for (const { fault, path: place, text: mutant } of mutantsOf(text, random, count))
      if (judgedDocuments(mutant).length === 1)
        yield { text: mutant, name: `${fault} ${place}`, kind };
  }
}

/** One object each. */
function ownDocuments(): Judged[] {
  const files = globSync(['schemas/*/examples/valid/*.yaml', 'samples/**/*.yaml'], {
    cwd: repositoryRoot,
  })
    .filter((file) => !file.includes('with-typos'))
    .sort()
    .map((file) => readFileSync(path.join(repositoryRoot, file), 'utf8'));
  const snippets = readSnippets(repositoryRoot).map(({ body }) => expandSnippet(body));
  const twins = pairFiles()
    .flatMap(readPairs)
    .filter(({ server }) => server !== 'none')
    .map(({ good }) => good);
  return [...files, ...snippets, ...new Set(twins)]
    .flatMap(judgedDocuments)
    .filter(({ kind }) => kind.source === 'Kubernetes' || groups.has(kind.group));
}
