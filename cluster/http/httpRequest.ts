/** One HTTP exchange over a kept-alive connection, with time limits; failures are values. */
import { exchange, readWhole } from './exchange.ts';
import type { Exchange, HttpAnswer, HttpCall, HttpLoss, HttpTarget, Progress } from './exchange.ts';

export async function sendHttp(
  target: HttpTarget,
  call: HttpCall,
): Promise<{ ok: true; value: HttpAnswer } | HttpLoss> {
  const lane = await target.agent.lanes.enter(call.signal);
  if (!lane) return { ok: false, why: 'cancelled', maybeDone: false };
  try {
    target.agent.closeRested(call.method === 'GET' ? 'reading' : 'writing');
    const first = await (call.method === 'GET'
      ? doubted(target, call)
      : exchange(target, call, readWhole));
    // One connection that is dead or closed says that those beside it are no better.
    if (!first.ok && (first.stale || first.why === 'timeout')) target.agent.closeIdle();
    if (first.ok || !first.stale || !call.repeatable) return first;
    const second = await exchange(target, call, readWhole);
    // The first one may have been done even if the second never left.
    if (!second.ok) return { ...second, maybeDone: true };
    return { ok: true, value: { ...second.value, isSecond: true } };
  } finally {
    lane.leave();
  }
}

/**
 * Reads, and asks a second time on a new connection when an old one stays silent for a while: it may be dead (the computer
 * slept, the VPN is another one), and nothing says so. The first answer counts.
 */
async function doubted(target: HttpTarget, call: HttpCall): Promise<Exchange<HttpAnswer>> {
  const { agent } = target;
  const progress: Progress = { isOnOldConnection: false, isAnswered: false };
  const [old, fresh] = [new AbortController(), new AbortController()];
  const stoppable = { ...call, signal: either(old.signal, call.signal) };
  const first = exchange(target, stoppable, readWhole, progress);
  const early = await settledWithin(first, agent.doubtAfter);
  if (early || !progress.isOnOldConnection || progress.isAnswered) return first;
  agent.closeIdle();
  const again = { ...call, signal: either(fresh.signal, call.signal) };
  const second = exchange(target, again, readWhole).then((result) => (result.ok ? result : first));
  const result = await Promise.race([first, second]);
  old.abort();
  fresh.abort();
  return result;
}

function either(one: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other ? AbortSignal.any([one, other]) : one;
}

async function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), milliseconds);
  });
  const settled = work.then(() => true);
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
