// Patterns of CRDs: the API server takes and refuses the same texts, and the same patterns, as our matching does.
import { expect, test } from 'vitest';
import { PatternBudget } from '../../core/patterns/patternBudget.ts';
import { Patterns } from '../../core/patterns/patterns.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { judgeOptions } from '../harness/dryRun.ts';
import { installCrds } from '../harness/installCrds.ts';
import { patterns, refused, texts } from './patterns/cases.ts';

const crd = (group: string, written: readonly string[]): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `matches.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural: 'matches', singular: 'match', kind: 'Match', listKind: 'MatchList' },
    versions: [
      { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema(written) } },
    ],
  },
});

function schema(written: readonly string[]): object {
  const fields = written.map((pattern, at) => [`f${at}`, { type: 'string', pattern }] as const);
  const spec = { type: 'object', properties: Object.fromEntries(fields) };
  return { type: 'object', properties: { spec } };
}

const ours = new Patterns();
const use = () => ({ budget: new PatternBudget(), whose: 'the test' });

await controlPlaneOrSkip('patterns and a real API server', judgeOptions, (controlPlane) => {
  test('the same texts fit the same patterns', async () => {
    const group = 'patterns.example.com';
    await installCrds(controlPlane(), [JSON.stringify(crd(group, patterns))]);
    for (const text of texts) {
      const spec = Object.fromEntries(patterns.map((_, at) => [`f${at}`, text]));
      const object = { apiVersion: `${group}/v1`, kind: 'Match', metadata: { name: 'a' }, spec };
      const path = `/apis/${group}/v1/namespaces/default/matches?dryRun=All`;
      const { body } = await controlPlane().request('POST', path, object);
      const causes: { field: string }[] = body?.details?.causes ?? [];
      const byServer = patterns.filter((_, at) =>
        causes.some(({ field }) => field === `spec.f${at}`),
      );
      const byUs = patterns.filter((pattern) => ours.fits(pattern, text, use()) === false);
      expect([text, byUs]).toEqual([text, byServer]);
    }
  });

  test.each(refused)('%j is refused in a CRD, and by us', async (pattern) => {
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions?dryRun=All';
    const { status, body } = await controlPlane().request(
      'POST',
      path,
      crd('refused.example.com', [pattern]),
    );
    expect([status, String(body?.message)]).toEqual([
      422,
      expect.stringContaining('must be a valid regular expression'),
    ]);
    expect(ours.problemOf(pattern, new PatternBudget())).toMatchObject({ isInvalid: true });
  });
});
