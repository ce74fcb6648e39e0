/**
 * Gives every style element made by a script the nonce that the page's policy asks for: antd's tables measure their scroll bars with one, and
 * offer no way to name it. Styles that come as markup have none, and are refused as before.
 */
export function giveStylesNonce(nonce: string): void {
  const make = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = make(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
