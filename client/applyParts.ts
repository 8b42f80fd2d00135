// What an apply needs of the client: collecting documents, the flow with its questions, places of refusals. The build keeps
// it, and the YAML reader with it, in a file of its own (dist/apply.js), which is read at the first apply.
export { runApply } from './editor/runApply.ts';
export {
  documentsAtCursor,
  documentsOfFile,
  documentsOfSelection,
} from './editor/targetDocuments.ts';
