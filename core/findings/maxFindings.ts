/** More problems than this nobody reads in one file: the search for others ends. */
export const maxFindings = 500;
