/** Chinese words with a space where they touch Latin ones, as it is typeset: names of streets come in either script. Before numbers with decimals too, as coordinates are. Single letters (A座) stay, but for those that begin a name (W 230th Street). */
export function spaceLatin(text: string): string {
  return text.replace(/(\p{Script=Han})(?=\d*[A-Za-z]{2}|[A-Za-z]\.? [A-Za-z\d]|-?\d+\.\d)|([A-Za-z]{2})(?=\p{Script=Han})/gu, '$& ');
}
