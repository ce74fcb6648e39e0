/** Chinese words with a space where they touch Latin ones, as it is typeset: names of streets come in either script. Single letters (A座) stay. */
export function spaceLatin(text: string): string {
  return text.replace(/(\p{Script=Han})(?=[A-Za-z]{2})|([A-Za-z]{2})(?=\p{Script=Han})/gu, '$& ');
}
