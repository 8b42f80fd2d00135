// What of the protocol library the client uses. The build keeps it in a file of its own (dist/languageClient.js),
// which is read when the language server starts and not when VS Code does.
export {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  vsdiag,
} from 'vscode-languageclient/node';
