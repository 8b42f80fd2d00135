// The list of commands. A new one is a file here (an action on objects: a line of actions.ts), a line below, and an entry in
// package.json.
import { actionCommands } from './actions.ts';
import { apply } from './apply.ts';
import { applyFile } from './applyFile.ts';
import { applyFolder } from './applyFolder.ts';
import { applySelection } from './applySelection.ts';
import { changeTarget } from './changeTarget.ts';
import { chooseChart } from './chooseChart.ts';
import { chooseKubeconfig } from './chooseKubeconfig.ts';
import { chooseNamespaces } from './chooseNamespaces.ts';
import { chooseSchemaSource } from './chooseSchemaSource.ts';
import { closeContext } from './closeContext.ts';
import type { Command } from './command.ts';
import { compareWithCluster } from './compareWithCluster.ts';
import { compareWithFile } from './compareWithFile.ts';
import { copyFromContainer } from './copyFromContainer.ts';
import { copyName } from './copyName.ts';
import { copyToContainer } from './copyToContainer.ts';
import { describeDocument } from './describeDocument.ts';
import { describeResource } from './describeResource.ts';
import { editResource } from './editResource.ts';
import { explainCode } from './explainCode.ts';
import { filterExplorer } from './filterExplorer.ts';
import { followLogs } from './followLogs.ts';
import { forwardPort } from './forwardPort.ts';
import { openContext } from './openContext.ts';
import { openReleaseValues } from './openReleaseValues.ts';
import { openResource } from './openResource.ts';
import { openShell } from './openShell.ts';
import { pin } from './pin.ts';
import { refreshExplorer } from './refreshExplorer.ts';
import { restartServer } from './restartServer.ts';
import { revealFile } from './revealFile.ts';
import { revealObject } from './revealObject.ts';
import { revealSecretValue } from './revealSecretValue.ts';
import { showEvents } from './showEvents.ts';
import { showLog } from './showLog.ts';
import { showLogs } from './showLogs.ts';
import { showLogsSince } from './showLogsSince.ts';
import { showMore } from './showMore.ts';
import { showPicture } from './showPicture.ts';
import { showPictureOfObject } from './showPictureOfObject.ts';
import { showPortForwards } from './showPortForwards.ts';
import { showPreviousLogs } from './showPreviousLogs.ts';
import { showReferences } from './showReferences.ts';
import { showSchemaInfo } from './showSchemaInfo.ts';
import { stopLogs } from './stopLogs.ts';
import { unpin } from './unpin.ts';
import { useContext } from './useContext.ts';
import { writeContext } from './writeContext.ts';

export const commands: readonly Command[] = [
  ...actionCommands,
  apply,
  applyFile,
  applyFolder,
  applySelection,
  changeTarget,
  chooseChart,
  chooseKubeconfig,
  chooseNamespaces,
  chooseSchemaSource,
  closeContext,
  compareWithCluster,
  compareWithFile,
  copyFromContainer,
  copyName,
  copyToContainer,
  describeDocument,
  describeResource,
  editResource,
  explainCode,
  filterExplorer,
  followLogs,
  forwardPort,
  openContext,
  openReleaseValues,
  openResource,
  openShell,
  pin,
  refreshExplorer,
  restartServer,
  revealFile,
  revealObject,
  revealSecretValue,
  showEvents,
  showLog,
  showLogs,
  showLogsSince,
  showMore,
  showPicture,
  showPictureOfObject,
  showPortForwards,
  showPreviousLogs,
  showReferences,
  showSchemaInfo,
  stopLogs,
  unpin,
  useContext,
  writeContext,
];
