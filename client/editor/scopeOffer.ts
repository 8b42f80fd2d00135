// Offers once to show the problems of all files of the workspace, not only those of open files.
import * as vscode from 'vscode';
import { errorMessage } from '../../shared/errorWords.ts';
import { settingsSection } from '../../shared/settings.ts';
import type { Disposable } from '../../cluster/api.ts';
import type { Log } from '../log.ts';
import { ScopeOffer } from '../scopeOffer.ts';
import type { SchemaStatus } from '../status.ts';
import { showInformation } from './window.ts';

const offeredKey = 'dataPlatform.workspaceOffered';
const setting = 'validation.scope';
const showAll = 'Show All';

export interface ScopeOfferParts {
  readonly state: vscode.Memento;
  readonly status: Pick<SchemaStatus, 'onDidShow'>;
  readonly log: Log;
}

export function createScopeOffer({ state, status, log }: ScopeOfferParts): Disposable {
  const offer = new ScopeOffer(state.get<boolean>(offeredKey) === true || isSet());
  return status.onDidShow(({ uri, info }) => {
    const isManifest = info?.schema !== undefined && vscode.workspace.getWorkspaceFolder(uri);
    if (!isManifest || !offer.opened(uri.toString())) return;
    ask(state).catch((error: unknown) => {
      log.debug(`problems of the workspace: ${errorMessage(error)}`);
    });
  });
}

/** Somebody has decided already. */
function isSet(): boolean {
  const found = vscode.workspace.getConfiguration(settingsSection).inspect(setting);
  return (found?.globalValue ?? found?.workspaceValue) !== undefined;
}

async function ask(state: vscode.Memento): Promise<void> {
  await state.update(offeredKey, true);
  const answer = await showInformation(
    'Problems are shown for the files that are open. Show those of all manifests of this workspace?',
    showAll,
    'Only Open Files',
  );
  if (answer !== showAll) return;
  await vscode.workspace
    .getConfiguration(settingsSection)
    .update(setting, 'workspace', vscode.ConfigurationTarget.Workspace);
}
