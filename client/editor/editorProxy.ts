// The proxy of VS Code's settings, for clusters that neither the kubeconfig nor the environment names one for.
import * as vscode from 'vscode';
import type { EditorProxy } from '../../cluster/connect/proxy.ts';

/** The settings that decide on it. */
export const proxySettings = [
  'http.proxy',
  'http.noProxy',
  'http.proxyAuthorization',
  'http.proxySupport',
];

export function editorProxy(): EditorProxy | undefined {
  const settings = vscode.workspace.getConfiguration('http');
  const url = settings.get<unknown>('proxy');
  if (typeof url !== 'string' || url === '') return undefined;
  if (settings.get<unknown>('proxySupport') === 'off') return undefined;
  const noProxy = settings.get<unknown>('noProxy');
  const authorization = settings.get<unknown>('proxyAuthorization');
  return {
    url,
    noProxy: Array.isArray(noProxy) ? noProxy.map(String) : [],
    ...(typeof authorization === 'string' && authorization !== '' && { authorization }),
  };
}
