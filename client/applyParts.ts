// What an apply needs of the client: collecting documents, the flow with its questions, places of refusals. The build keeps
// it, and the YAML reader with it, in a file of its own (dist/apply.js), which is read at the first apply.
export { applyEdited, runApply } from './editor/runApply.ts';
export { compareDocument } from './editor/compareDocument.ts';
export {
  documentAt,
  documentsAtCursor,
  documentsOfFile,
  documentsOfSelection,
} from './editor/targetDocuments.ts';
