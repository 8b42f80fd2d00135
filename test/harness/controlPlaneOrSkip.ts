// How a vitest suite gets its control plane: where a machine cannot have one, the suite is reported as skipped with the
// reason in its name, never passed over in silence.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { ensureControlPlane, startControlPlane } from './controlPlane.ts';
import type { ControlPlane, ControlPlaneOptions } from './controlPlane.ts';
import { ensureKubelet } from './kubelet.ts';

/**
 * A suite with a control plane of its own, started before its tests and stopped after them. To be awaited at the top
 * level of a test file. With `DPM_REQUIRE_CONTROL_PLANE=1` a missing control plane fails instead of skipping.
 *
 * `define` registers the tests; inside them (not before) `controlPlane()` returns the running one.
 */
export async function controlPlaneOrSkip(
  name: string,
  options: ControlPlaneOptions,
  define: (controlPlane: () => ControlPlane) => void,
): Promise<void> {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const programs = await ensureControlPlane({ log });
  const build = programs.ok && options.kubelet ? await ensureKubelet(log, undefined) : programs;
  if (!build.ok) {
    log(`SKIPPED: ${name}: ${build.reason}`);
    describe(name, () => {
      const title = `needs a control plane: ${build.reason}`;
      if (process.env.DPM_REQUIRE_CONTROL_PLANE === '1') {
        test(title, () => {
          throw new Error(build.reason);
        });
      } else {
        test.skip(title, () => undefined);
      }
    });
    return;
  }

  describe(name, () => {
    let running: ControlPlane | undefined;
    beforeAll(async () => {
      running = await startControlPlane({ log, ...options });
    }, 600_000);
    afterAll(() => running?.stop());
    define(() => {
      if (!running) throw new Error('The control plane runs inside tests and hooks only');
      return running;
    });
  });
}
