// The API server's word on the pairs of test/unit/knownFacts/pairs: it refuses the wrong manifest where it is told as an error, for
// a cause at its place, and takes the right one.
import { expect, test } from 'vitest';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { pairFiles, readPairs, type Pair } from '../harness/pairs.ts';
import { isNear, stepsOf, type Cause, type Step } from './causes.ts';
import { sendManifest } from './sendManifest.ts';

const pairs = pairFiles()
  .flatMap(readPairs)
  .filter(({ server }) => server !== 'none');

await controlPlaneOrSkip('pairs and a real API server', { apiServerOnly: true }, (controlPlane) => {
  test.each(pairs.map((pair) => [pair.fact, pair] as const))('%s', async (_fact, pair) => {
    const wrong = await sendManifest(controlPlane(), pair.bad);
    expect(wrong.status, `${pair.bad}\n${wrong.message}`).toBe(
      pair.as === 'error' && pair.server !== 'accepts' ? 'refused' : 'accepted',
    );
    if (wrong.causes.length > 0)
      expect(
        wrong.causes.some((cause) => isAtPlace(cause, pair)),
        `${pair.bad}\n${wrong.message}`,
      ).toBe(true);
    const right = await sendManifest(controlPlane(), pair.good);
    expect(right.status, `${pair.good}\n${right.message}`).toBe('accepted');
  });
});

/** A cause within what is changed in the wrong manifest, around it, or beside it under the name of its field. */
function isAtPlace({ field }: Cause, { places, blames }: Pair): boolean {
  if (blames !== undefined) return field === blames;
  const steps = stepsOf(field);
  const begins = (one: readonly Step[], other: readonly Step[]): boolean =>
    one.length > 0 && one.every((step, index) => step === other[index]);
  return (
    places.length === 0 ||
    places.some(
      (place) =>
        isNear(place, steps) ||
        begins(place, steps) ||
        begins(steps, place) ||
        nameOf(place) === nameOf(steps),
    )
  );
}

function nameOf(steps: readonly Step[]): string {
  return String(steps.findLast((step) => typeof step === 'string')).toLowerCase();
}
