// The ports of this machine that lead to pods: a list of them, with what can be done to each, and a sign in the status bar while there are any.
import * as vscode from 'vscode';
import type { ClusterSession, Disposable, ResourceRef } from '../../cluster/api.ts';
import type { Forward, OfferedPort } from '../../cluster/streamsApi.ts';
import { plainText } from '../../shared/plainText.ts';
import type { Log } from '../log.ts';
import { withProgress } from './questions.ts';
import { pickOne, showError, showInformation, showWarning, type ListItem } from './window.ts';

export interface ForwardRequest {
  readonly session: ClusterSession;
  readonly ref: ResourceRef;
  readonly port: Pick<OfferedPort, 'number' | 'target'>;
  /** 0: any that is free. */
  readonly localPort: number;
}

interface Running extends ForwardRequest {
  readonly forward: Forward;
}

const open = 'Open in Browser';
const copy = 'Copy Address';
const stop = 'Stop';

export class PortForwards implements Disposable {
  readonly #log: Log;
  readonly #running = new Set<Running>();
  readonly #item = vscode.window.createStatusBarItem(
    'dataPlatform.portForwards',
    vscode.StatusBarAlignment.Left,
  );

  constructor(log: Log) {
    this.#log = log;
    this.#item.name = 'Forwarded Ports';
    this.#item.command = 'dataPlatform.showPortForwards';
  }

  /** Begins, and tells where. */
  async start(request: ForwardRequest): Promise<void> {
    const { session, ref, port, localPort } = request;
    const begun: { one?: Running } = {};
    const onChange = () => {
      const { one } = begun;
      if (one?.forward.isOver) {
        this.#end(one);
        return;
      }
      this.#draw();
      const failure = one?.forward.failure;
      if (one && failure) void this.#tellFailure(one, failure.message);
    };
    const opened = await withProgress(`Connecting to ${ref.kind} ${ref.name}`, (signal) =>
      session.streams.forward(ref, { port: port.target, localPort, onChange }, signal),
    );
    if (!opened.ok) {
      if (opened.error.code !== 'cancelled') void showError(opened.error.message);
      return;
    }
    const one = { ...request, forward: opened.value };
    begun.one = one;
    this.#running.add(one);
    this.#log.info(`port ${opened.value.localPort} leads to ${ref.kind} ${ref.name}`);
    this.#draw();
    // Not waited for: the command is done when the port listens.
    void showInformation(lineOf(one), open, stop).then((answer) => this.#act(one, answer));
  }

  /** Lets the user pick one and what is to be done with it. */
  async show(): Promise<void> {
    if (this.#running.size === 0) {
      void showInformation('No port is forwarded. Run "Forward a Port" on a pod or a Service');
      return;
    }
    const picked = await pickOne([...this.#running].map(itemOf), {
      title: 'Forwarded Ports',
      placeHolder: 'Port',
    });
    if (!picked) return;
    const action = await pickOne(
      [
        { label: open, icon: 'globe' },
        { label: copy, icon: 'copy' },
        { label: stop, icon: 'debug-stop' },
      ],
      { title: lineOf(picked.one) },
    );
    await this.#act(picked.one, action?.label);
  }

  dispose(): void {
    for (const { forward } of this.#running) forward.dispose();
    this.#running.clear();
    this.#item.dispose();
  }

  async #tellFailure(one: Running, words: string): Promise<void> {
    const answer = await showWarning(`${addressOf(one)}: ${words}`, stop);
    await this.#act(one, answer);
  }

  async #act(one: Running, action: string | undefined): Promise<void> {
    if (!this.#running.has(one)) return;
    if (action === stop) this.#end(one);
    if (action === open) await openInBrowser(one);
    if (action === copy) await vscode.env.clipboard.writeText(addressOf(one));
  }

  #end(one: Running): void {
    this.#running.delete(one);
    one.forward.dispose();
    this.#log.info(`port ${one.forward.localPort} leads to no pod any more`);
    this.#draw();
  }

  #draw(): void {
    const all = [...this.#running];
    const isFailing = all.some(({ forward }) => forward.failure !== undefined);
    this.#item.text = `$(plug) ${all.length}`;
    this.#item.tooltip = plainText(all.map(lineOf).join('\n'));
    this.#item.backgroundColor = isFailing
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.accessibilityInformation = { label: `${all.length} forwarded ports` };
    if (all.length > 0) this.#item.show();
    else this.#item.hide();
  }
}

function itemOf(one: Running): ListItem & { readonly one: Running } {
  const { failure, pod } = one.forward;
  return {
    label: addressOf(one),
    icon: failure ? 'warning' : 'plug',
    description: targetOf(one),
    detail: failure?.message ?? `Pod ${pod.name}`,
    one,
  };
}

/** Where VS Code runs elsewhere, the address is one that leads there. */
async function openInBrowser(one: Running): Promise<void> {
  const scheme = [443, 8443, 9443].includes(one.port.number) ? 'https' : 'http';
  const address = vscode.Uri.parse(`${scheme}://${addressOf(one)}/`);
  await vscode.env.openExternal(await vscode.env.asExternalUri(address));
}

function addressOf({ forward }: Running): string {
  return `127.0.0.1:${forward.localPort}`;
}

function targetOf({ session, ref, port }: Running): string {
  const place = ref.namespace ?? session.context.namespace;
  return `${ref.kind} ${ref.name}:${port.number} in ${place} (${session.context.name})`;
}

function lineOf(one: Running): string {
  return `${addressOf(one)} leads to ${targetOf(one)}`;
}
