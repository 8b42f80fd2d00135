// The API server's word on the rules: it refuses what a rule of severity error calls wrong, and takes the rest.
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { installOwnKinds } from '../../scripts/installOwnKinds.ts';
import { builtSchemas } from '../../core/rules/testing.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { allRuleExamples } from '../harness/ruleExamples.ts';
import type { Mark } from '../../tools/rules/exampleFile.ts';

const schemas = builtSchemas();
const builtIn = allRuleExamples().filter(({ code }) => !code.startsWith('spark-'));

await controlPlaneOrSkip('rules and a real API server', { apiServerOnly: true }, (controlPlane) => {
  // What rules say of custom resources in general is shown on one that is small.
  beforeAll(() => installOwnKinds(controlPlane(), ['s3.stackable.tech']));

  test.each(examples('bad'))(
    '%s: the bad example is refused if it is an error',
    async (_code, source, marks) => {
      const isError = marks.some(({ words }) => words.startsWith('error['));
      const { status, message } = await dryRun(controlPlane(), source);
      expect(status, `${source}\n${message}`).toBe(isError ? 'refused' : 'accepted');
    },
  );

  test.each(examples('good'))('%s: the good example is accepted', async (_code, source) => {
    const { status, message } = await dryRun(controlPlane(), source);
    expect(status, `${source}\n${message}`).toBe('accepted');
  });
});

function examples(which: 'bad' | 'good'): [string, string, Mark[]][] {
  return builtIn
    .filter(({ kind }) => kind === which)
    .map(({ code, text, marks }) => [code, text, marks]);
}

async function dryRun(
  { request }: Pick<ControlPlane, 'request'>,
  source: string,
): Promise<{ status: 'accepted' | 'refused'; message: string }> {
  const { apiVersion, kind, metadata } = parse(source) as {
    apiVersion: string;
    kind: string;
    metadata: { namespace?: string };
  };
  const found = schemas.kinds.find(
    (entry) => entry.kind === kind && groupVersion(entry) === apiVersion,
  );
  if (!found) throw new Error(`${apiVersion} ${kind} is not in the schemas`);
  const base = found.group === '' ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
  const namespace = found.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
  const query = 'dryRun=All&fieldValidation=Strict';
  const answer = await request('POST', `${base}${namespace}/${found.plural}?${query}`, source, {
    contentType: 'application/yaml',
  });
  return {
    status: answer.status < 300 ? 'accepted' : 'refused',
    message: String(answer.body?.message ?? answer.text),
  };
}

function groupVersion({ group, version }: { group: string; version: string }): string {
  return group === '' ? version : `${group}/${version}`;
}
