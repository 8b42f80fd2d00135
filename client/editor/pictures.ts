// Pictures in webviews: of the objects of a file, drawn anew while it is edited, and of what a cluster holds. A part opens
// what it stands for.
import * as vscode from 'vscode';
import type { ClusterSession, Disposable, ResourceRef } from '../../cluster/api.ts';
import { groupOf } from '../../shared/gvk.ts';
import type { Picture, PictureNode, PictureObject } from '../../shared/picture.ts';
import { manifestPictureRequest, pictureRequest } from '../../shared/protocol.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { LaidOut } from '../picture/layout.ts';
import {
  noteOf,
  pictureActions,
  type PictureAction,
  type PictureView,
} from '../picture/pictureView.ts';
import { svgFile } from '../picture/svgFile.ts';
import { PageIds } from '../webview/messages.ts';
import { openWebviewPage, type WebviewPage } from './webviewPage.ts';
import { showError, showInformation, showInStatusBar, showWarning } from './window.ts';

export interface Pictures extends Disposable {
  /** Of the objects of a file, or of the one at a position. */
  ofFile(uri: vscode.Uri, position?: vscode.Position): Promise<void>;
  /** Of what hangs together with an object of a cluster, or of all in a namespace. */
  ofCluster(session: ClusterSession, around: ResourceRef | { readonly namespace: string }): void;
}

/** Where a picture comes from. */
interface Source {
  readonly title: string;
  /** Undefined where there is none, which the user knows by then. */
  draw(): Promise<Picture | undefined>;
  open(node: PictureNode): void;
  /** Calls whenever it should be drawn anew. */
  follow?(again: () => void): Disposable;
}

export function createPictures(extensionUri: vscode.Uri, server: LanguageServer): Pictures {
  const open = new Set<OpenPicture>();
  const show = (source: Source): Promise<void> => {
    const picture = new OpenPicture(extensionUri, source, () => open.delete(picture));
    open.add(picture);
    return picture.draw();
  };
  return {
    ofFile: (uri, position) => show(fileSource(server, uri, position)),
    ofCluster(session, around) {
      void show(clusterSource(server, session, around));
    },
    dispose() {
      for (const picture of [...open]) picture.dispose();
    },
  };
}

class OpenPicture implements Disposable {
  readonly #source: Source;
  readonly #page: WebviewPage<PictureView>;
  readonly #followed: Disposable | undefined;
  /** Ids are long and say what they are: the page gets others, that mean the same part for as long as it is open. */
  readonly #ids = new PageIds<string>((id) => id);
  #nodes: ReadonlyMap<string, PictureNode> = new Map();
  #picture: LaidOut | undefined;
  #isOpen = true;

  constructor(extensionUri: vscode.Uri, source: Source, closed: () => void) {
    this.#source = source;
    this.#page = openWebviewPage<PictureView, PictureAction>({
      ...{ extensionUri, page: 'picturePage', title: source.title, actions: pictureActions },
      act: (action, id) => void this.#act(action, id),
      closed: () => {
        this.#isOpen = false;
        this.#followed?.dispose();
        closed();
      },
    });
    this.#followed = source.follow?.(() => void this.draw());
  }

  /** Anew, as things are now. */
  async draw(): Promise<void> {
    const picture = await this.#source.draw();
    if (!picture || !this.#isOpen) return;
    const { laidOut } = await import('../picture/layout.ts');
    const shortOf = (id: string): string => this.#ids.idOf(id);
    this.#nodes = new Map(picture.nodes.map((node) => [node.id, node]));
    this.#picture = laidOut({
      ...picture,
      nodes: picture.nodes.map((node) => ({ ...node, id: shortOf(node.id) })),
      edges: picture.edges.map((edge) => ({
        ...edge,
        ...{ from: shortOf(edge.from), to: shortOf(edge.to) },
      })),
    });
    const note = noteOf(this.#picture);
    const { title } = this.#source;
    this.#page.show({ title, picture: this.#picture, ...(note !== undefined && { note }) });
  }

  dispose(): void {
    this.#page.dispose();
  }

  async #act(action: PictureAction, id: string): Promise<void> {
    if (action === 'refresh') await this.draw();
    else if (action === 'export') await this.#export();
    else {
      const node = this.#nodes.get(this.#ids.object(id) ?? '');
      if (node) this.#source.open(node);
    }
  }

  async #export(): Promise<void> {
    if (!this.#picture) return;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      title: 'Export picture',
      filters: { 'SVG picture': ['svg'] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'picture.svg') }),
    });
    if (!target) return;
    try {
      await vscode.workspace.fs.writeFile(target, Buffer.from(svgFile(this.#picture)));
      showInStatusBar(`Picture written to ${vscode.workspace.asRelativePath(target)}`);
    } catch (error) {
      void showError(`The picture was not written: ${error instanceof Error ? error.message : ''}`);
    }
  }
}

/** A picture is drawn anew once nobody types for so long. */
const settleMs = 500;

function fileSource(
  server: LanguageServer,
  uri: vscode.Uri,
  position: vscode.Position | undefined,
): Source {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return {
    title: `Picture of ${name}`,
    async draw() {
      const picture = await server.request(pictureRequest, {
        uri: uri.toString(),
        ...(position && { position }),
      });
      if (picture === undefined)
        void showError('There is no picture: the language server does not answer');
      else if (!picture)
        void showWarning('There is no picture: this file is not read as manifests');
      return picture ?? undefined;
    },
    open(node) {
      if (node.place) void openPlace(node.place);
      else void showInformation(`No file of this workspace defines ${node.kind} ${node.name}`);
    },
    follow(again) {
      let timer: NodeJS.Timeout | undefined;
      const changes = vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() !== uri.toString()) return;
        clearTimeout(timer);
        timer = setTimeout(again, settleMs);
      });
      return {
        dispose() {
          clearTimeout(timer);
          changes.dispose();
        },
      };
    },
  };
}

async function openPlace({ uri, line, character }: NonNullable<PictureNode['place']>) {
  const position = new vscode.Position(line, character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), {
    selection: new vscode.Range(position, position),
    viewColumn: vscode.ViewColumn.Beside,
  });
}

function clusterSource(
  server: LanguageServer,
  session: ClusterSession,
  around: ResourceRef | { readonly namespace: string },
): Source {
  /** Of the objects that were read, by what the picture says of them. */
  let versions = new Map<string, string>();
  const what = 'kind' in around ? `${around.kind} ${around.name}` : `namespace ${around.namespace}`;
  return {
    title: `Picture of ${what} (${session.context.name})`,
    async draw() {
      const read = await session.explore.manifestsAround(around);
      if (!read.ok) {
        void showError(read.error.message);
        return undefined;
      }
      const { manifests, whole } = read.value;
      versions = versionsOf(manifests);
      const main = 'kind' in around ? [objectOf(around)] : [];
      return (
        (await server.request(manifestPictureRequest, { manifests, whole, main })) ?? undefined
      );
    },
    open({ object, kind, name }) {
      const ref = object && refOf(object, versions);
      const { name: contextName } = session.context;
      if (ref)
        void vscode.commands.executeCommand('dataPlatform.describeResource', { contextName, ref });
      else void showInformation(`${kind} ${name} is no object of this cluster`);
    },
  };
}

function objectOf({ apiVersion, kind, name, namespace }: ResourceRef): PictureObject {
  return { group: groupOf(apiVersion), kind, name, ...(namespace !== undefined && { namespace }) };
}

function versionsOf(manifests: readonly string[]): Map<string, string> {
  return new Map(
    manifests.map((text) => {
      const { apiVersion, kind } = JSON.parse(text) as { apiVersion: string; kind: string };
      return [`${groupOf(apiVersion)}/${kind}`, apiVersion];
    }),
  );
}

/** Kinds that were not read are named as Kubernetes' own core does, or not at all. */
function refOf(
  { group, kind, name, namespace }: PictureObject,
  versions: ReadonlyMap<string, string>,
): ResourceRef | undefined {
  const apiVersion = versions.get(`${group}/${kind}`) ?? (group === '' ? 'v1' : undefined);
  if (apiVersion === undefined) return undefined;
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}
