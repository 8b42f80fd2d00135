// Pages of objects in webviews: each follows its object for as long as it is open. A link opens the page of another object, a
// button runs a command on this one.
import * as vscode from 'vscode';
import type { ClusterSession, DescribeLease, Disposable, ResourceRef } from '../../cluster/api.ts';
import type { LinkedObject, ObjectPage } from '../../cluster/describeApi.ts';
import { PageIds } from '../webview/messages.ts';
import {
  linkKey,
  objectActions,
  objectView,
  type ObjectAction,
  type ObjectView,
  type ViewButton,
} from '../webview/objectView.ts';
import { openWebviewPage, type WebviewPage } from './webviewPage.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import { showError } from './window.ts';

export interface ObjectPages extends Disposable {
  /** Opens the page, or brings the one that is there to the front. */
  show(session: ClusterSession, ref: ResourceRef): void;
}

export function createObjectPages(
  extensionUri: vscode.Uri,
  access: Pick<ClusterAccess, 'isReadOnly'>,
): ObjectPages {
  const open = new Map<string, OpenPage>();
  const show = (session: ClusterSession, ref: ResourceRef) => {
    const key = `${session.context.name} ${linkKey(ref)}`;
    const known = open.get(key);
    if (known) {
      known.reveal();
      return;
    }
    const closed = () => open.delete(key);
    const page = new OpenPage({ extensionUri, access, session, ref, show, closed });
    open.set(key, page);
  };
  return {
    show,
    dispose() {
      for (const page of [...open.values()]) page.dispose();
    },
  };
}

interface OpenPageParts {
  readonly extensionUri: vscode.Uri;
  readonly access: Pick<ClusterAccess, 'isReadOnly'>;
  readonly session: ClusterSession;
  readonly ref: ResourceRef;
  readonly show: ObjectPages['show'];
  readonly closed: () => void;
}

/** Twice a second is as often as anybody looks. */
const pauseMs = 500;

class OpenPage implements Disposable {
  readonly #parts: OpenPageParts;
  readonly #ids = new PageIds<LinkedObject>(linkKey);
  readonly #page: WebviewPage<ObjectView>;
  readonly #lease: DescribeLease;
  #timer: NodeJS.Timeout | undefined;
  #isTold = false;

  constructor(parts: OpenPageParts) {
    this.#parts = parts;
    const { extensionUri, session, ref } = parts;
    this.#page = openWebviewPage<ObjectView, ObjectAction>({
      ...{ extensionUri, page: 'objectPage', title: `${ref.kind} ${ref.name}` },
      actions: objectActions,
      act: (action, id) => this.#act(action, id),
      closed: () => this.#closed(),
    });
    this.#lease = session.describe(ref, () => this.#soon());
  }

  reveal(): void {
    this.#page.reveal();
  }

  dispose(): void {
    this.#page.dispose();
  }

  #closed(): void {
    clearTimeout(this.#timer);
    this.#lease.dispose();
    this.#parts.closed();
  }

  #soon(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#draw();
      },
      this.#isTold ? pauseMs : 0,
    );
  }

  #draw(): void {
    const { page, problem, isMissing } = this.#lease;
    const { access, session, ref } = this.#parts;
    if (page) {
      this.#isTold = true;
      const isReadOnly = access.isReadOnly(session.context.name);
      this.#page.show(objectView(page, this.#ids, buttonsOf(page, isReadOnly)));
      return;
    }
    if (!problem && !isMissing) return;
    void showError(problem?.message ?? `${ref.kind} ${ref.name} is not in the cluster any more`);
    this.dispose();
  }

  #act(action: ObjectAction, id: string): void {
    const object = this.#ids.object(id);
    if (!object) return;
    const { session, show } = this.#parts;
    if (action === 'describe') show(session, object);
    else {
      const handle = { contextName: session.context.name, ref: object };
      void vscode.commands.executeCommand(commandOf[action], handle);
    }
  }
}

const commandOf: Readonly<Record<Exclude<ObjectAction, 'describe'>, string>> = {
  openYaml: 'dataPlatform.openResource',
  showLogs: 'dataPlatform.showLogs',
  edit: 'dataPlatform.editResource',
  showPicture: 'dataPlatform.showPicture',
  compareWithFile: 'dataPlatform.compareWithFile',
  revealFile: 'dataPlatform.revealFile',
};

const logButton = { title: 'Show Logs', action: 'showLogs' } as const;
const editButton = { title: 'Edit', action: 'edit' } as const;
const buttons = [
  { title: 'Open as YAML', action: 'openYaml' },
  { title: 'Show Picture', action: 'showPicture' },
  { title: 'Compare with File', action: 'compareWithFile' },
] as const;
const fileButton = { title: 'Reveal File', action: 'revealFile' } as const;

/** Of what is gone there is nothing left to show but its file. */
function buttonsOf(
  { object: { kind }, hasLogs, isGone }: ObjectPage,
  isReadOnly: boolean,
): readonly Omit<ViewButton, 'id'>[] {
  if (isGone) return [fileButton];
  return [
    ...(hasLogs ? [logButton] : []),
    ...(kind === 'Secret' || isReadOnly ? [] : [editButton]),
    ...buttons,
    fileButton,
  ];
}
