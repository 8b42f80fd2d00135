// Lets a port of this machine lead to a port of a pod: of one, or of whichever answers for a Service or a workload.
import type { ClusterSession, ResourceRef } from '../../cluster/api.ts';
import type { OfferedPort } from '../../cluster/streamsApi.ts';
import { resourceTarget } from '../editor/pickTarget.ts';
import { withProgress } from '../editor/questions.ts';
import { lacksRight } from '../editor/rights.ts';
import { askForText, pickOne, showError } from '../editor/window.ts';
import type { Command } from './command.ts';

type Chosen = Pick<OfferedPort, 'number' | 'target'>;

const another = 'Another port…';

export const forwardPort: Command = {
  id: 'dataPlatform.forwardPort',
  isForObjects: true,
  async run(ctx, target) {
    const found = await resourceTarget(
      ctx,
      target,
      (kind, service) =>
        service.hasPods(kind) ||
        (kind.apiVersion === 'v1' && ['Pod', 'Service'].includes(kind.kind)),
    );
    if (!found) return;
    const { session, ref } = found;
    if (await lacksRight(session, 'forward', [found])) return;
    const port = await pickPort(session, ref);
    if (!port) return;
    const localPort = await askForNumber(
      `Port of this machine for ${ref.kind} ${ref.name}:${port.number}`,
      'It listens on 127.0.0.1 alone. 0 takes any port that is free',
      { value: port.number >= 1024 ? String(port.number) : '0', least: 0 },
    );
    if (localPort !== undefined) await ctx.forwards.start({ session, ref, port, localPort });
  },
};

async function pickPort(session: ClusterSession, ref: ResourceRef): Promise<Chosen | undefined> {
  const what = `${ref.kind} ${ref.name}`;
  const ports = await withProgress(`Reading the ports of ${what}`, (signal) =>
    session.streams.ports(ref, signal),
  );
  if (!ports.ok) {
    if (ports.error.code !== 'cancelled') void showError(ports.error.message);
    return undefined;
  }
  const title = `Forward a port of ${what}`;
  const picked =
    ports.value.length > 0
      ? await pickOne(
          [
            ...ports.value.map((port) => ({
              label: String(port.number),
              description: descriptionOf(port),
              icon: 'plug',
              port,
            })),
            { label: another, icon: 'edit', port: undefined },
          ],
          { title, placeHolder: 'Port' },
        )
      : { port: undefined };
  if (!picked) return undefined;
  if (picked.port) return picked.port;
  const number = await askForNumber(title, 'Number of the port in the pod', { least: 1 });
  return number === undefined ? undefined : { number, target: number };
}

function descriptionOf({ name, number, target }: OfferedPort): string {
  const leads = target === number ? undefined : `→ ${target}`;
  return [name, leads].filter(Boolean).join(' ');
}

async function askForNumber(
  title: string,
  prompt: string,
  { value, least }: { readonly value?: string; readonly least: number },
): Promise<number | undefined> {
  const isPort = (text: string) => /^\d{1,5}$/.test(text) && +text >= least && +text <= 65_535;
  const typed = await askForText({
    title,
    prompt,
    ...(value !== undefined && { value }),
    validateInput: (text) =>
      isPort(text.trim()) ? undefined : `A port is a whole number from ${least} to 65535`,
  });
  return typed === undefined ? undefined : Number(typed.trim());
}
