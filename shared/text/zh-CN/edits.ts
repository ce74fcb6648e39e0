export const edits = {};
