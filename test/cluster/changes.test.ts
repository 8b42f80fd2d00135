// Changes of objects: a real API server refuses those that we tell, at the same field, and takes their twins.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { changeExamples, operatorExamples } from '../harness/changeExamples.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { dryRun, judgeOptions } from '../harness/dryRun.ts';
import { installCrds } from '../harness/installCrds.ts';
import { installKnownKinds } from '../harness/installKnownKinds.ts';

/** Where the server keeps objects of the kinds of the examples. */
const plurals: Readonly<Record<string, string>> = {
  StorageClass: 'storageclasses',
  VolumeAttributesClass: 'volumeattributesclasses',
  PriorityClass: 'priorityclasses',
  RuntimeClass: 'runtimeclasses',
  IngressClass: 'ingressclasses',
};

interface ObjectWithName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

function addressOf(text: string): string {
  const { apiVersion, kind, metadata } = parse(text) as ObjectWithName;
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  return `${base}${place}/${plurals[kind] ?? `${kind.toLowerCase()}s`}/${metadata.name}`;
}

await controlPlaneOrSkip('changes and a real API server', judgeOptions, (controlPlane) => {
  const apply = (text: string, options: string) =>
    controlPlane().request(
      'PATCH',
      `${addressOf(text)}?fieldManager=test&force=true${options}`,
      text,
      {
        contentType: 'application/apply-patch+yaml',
      },
    );

  test.each(changeExamples())('$name', async ({ before, after, isRefused }) => {
    // A definition may be changed until the server serves its kind.
    if (before.includes('kind: CustomResourceDefinition'))
      await installCrds(controlPlane(), [before]);
    const made = await apply(before, '');
    expect(made.text).not.toContain('"status":"Failure"');
    const { status, text } = await apply(after, '&dryRun=All');
    if (!isRefused) {
      expect([status, text]).toEqual([200, text]);
      return;
    }
    // It is refused as a change: as a new object the server would take it.
    expect([status, text]).toEqual([422, expect.stringMatching(refusal)]);
  });

  test('what operators make something of the server takes, before and after the change', async () => {
    const texts = operatorExamples().flatMap(({ before, after }) => [before, after]);
    await installKnownKinds(controlPlane(), texts);
    for (const text of new Set(texts)) {
      const { isRefused, message } = await dryRun(controlPlane(), text);
      expect([text, isRefused, message]).toEqual([text, false, message]);
    }
  }, 120_000);
});

const refusal = /immutable|updates to .* are forbidden|may not (?:be )?change|cannot change/i;
