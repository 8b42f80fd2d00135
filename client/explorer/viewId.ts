/** As in package.json; progress of explorer commands shows there. */
export const explorerViewId = 'dataPlatform.explorer';
