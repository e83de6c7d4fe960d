/**
 * uPlot formats numbers in the language of the browser, and is not loaded at all where that is no language tag: Chromium
 * on a Linux without a locale says `en-US@posix`.
 */
export function mendLanguage(): void {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true });
  }
}
