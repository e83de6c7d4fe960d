/**
 * What the page may load: its own scripts, styles, pictures and workers, and nothing from anywhere else. No network
 * (connect-src), no inline script or style, no eval, no frame, no plug-in.
 */
const directives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** The policy as a response header. */
export const contentSecurityPolicy = print(Object.entries(directives));

/** The same for a meta element in the page, where browsers ignore frame-ancestors and say so. */
export const metaContentSecurityPolicy = print(
  Object.entries(directives).filter(([directive]) => directive !== 'frame-ancestors'),
);

/** Headers that go with every answer of a host that serves the page. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};

function print(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([directive, sources]) => `${directive} ${sources}`).join('; ');
}
