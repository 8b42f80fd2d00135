/** What an editor has told of itself and of the cluster that it is connected with: what a checker elsewhere has to know, too. */
import type { Settings } from '../../shared/settings.ts';
import type { ClusterState } from '../schema/sources/cluster.ts';
import type { CrdHead } from '../schema/convert/crd.ts';
import type { Session } from '../session.ts';
import { SettingsByFolder } from '../settingsByFolder.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Plain data, so that it can be sent to a thread. */
export interface EditorState {
  readonly settings: Settings;
  /** By the addresses of folders. */
  readonly settingsByFolder: ReadonlyMap<string, Settings>;
  /** The user's choices: see `SchemaStore.choose` and `ValuesFiles.choose`. */
  readonly schemaChoices: Readonly<Record<string, string>>;
  readonly chartChoices: Readonly<Record<string, string>>;
  readonly cluster: ClusterState | undefined;
  /** CRDs in files that are open, by their addresses: what is typed counts before what lies on disk. */
  readonly openCrds: ReadonlyMap<string, readonly OpenCrd[]>;
}

interface OpenCrd {
  readonly head: CrdHead;
  /** The CRD as plain data. */
  readonly crd: unknown;
}

export function editorStateOf({ settingsByFolder, store, values }: Session): EditorState {
  const openCrds = [...store.workspace.open].map(
    ([uri, crds]) =>
      [uri, crds.map((found) => ({ head: found.head, crd: found.value() }))] as const,
  );
  return {
    settings: settingsByFolder.window,
    settingsByFolder: settingsByFolder.folders,
    schemaChoices: store.choices,
    chartChoices: values.choices,
    cluster: store.cluster.state,
    openCrds: new Map(openCrds),
  };
}

export function useEditorState(session: Session, workspace: Workspace, state: EditorState): void {
  const { store, values } = session;
  session.settingsByFolder = new SettingsByFolder(state.settings, state.settingsByFolder);
  workspace.settingsChanged();
  store.choose(state.schemaChoices);
  values.choose(state.chartChoices);
  if (state.cluster) {
    const { index, documents } = state.cluster;
    workspace.useCluster(index);
    for (const [groupVersion, schema] of documents)
      store.cluster.add(index.context, groupVersion, schema);
  }
  for (const [uri, crds] of state.openCrds)
    store.workspace.setOpen(
      uri,
      crds.map(({ head, crd }) => ({ head, value: () => crd })),
    );
}
