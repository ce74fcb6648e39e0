export const settings = {
  /** What the language button says: the language it switches to, in that language. */
  otherLanguage: 'EN',
};
