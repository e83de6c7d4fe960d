/** Where the desktop's page lives: a scheme of its own, so that nothing is ever loaded from file: or the network. */
export const appScheme = 'app';
const appHost = 'spillway';

export const appUrl = `${appScheme}://${appHost}/`;

/**
 * Whether the address is the app's own page. Parsed and compared whole: a prefix would also fit
 * app://spillway.example or app://spillway@elsewhere.
 * @param developmentUrl the development server, when the app was started by it
 */
export function isAppPage(address: string, developmentUrl: string | undefined): boolean {
  const url = parsed(address);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (url.pathname !== '/' && url.pathname !== '/index.html') return false;
  if (url.protocol === `${appScheme}:`) return url.host === appHost;
  const development = developmentUrl === undefined ? undefined : parsed(developmentUrl);
  return development !== undefined && url.protocol === development.protocol && url.host === development.host;
}

/** Whether the page may ask for it: the app's own files, and data and blobs that the page made itself. */
export function isOwnRequest(address: string, developmentUrl: string | undefined): boolean {
  const url = parsed(address);
  if (!url) return false;
  if (['data:', 'blob:', 'devtools:'].includes(url.protocol)) return true;
  if (url.protocol === `${appScheme}:`) return url.host === appHost;
  const development = developmentUrl === undefined ? undefined : parsed(developmentUrl);
  return development !== undefined && url.host === development.host && /^(http|ws):$/.test(url.protocol);
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
