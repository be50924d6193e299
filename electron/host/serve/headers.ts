/** Stands in the built page wherever a nonce belongs; replaced afresh each time the page is answered. */
export const NONCE_PLACEHOLDER = 'FULLMOON-CSP-NONCE';
/** Where the browser tells what the policy stopped. */
export const REPORT_PATH = '/csp-report';

/**
 * Content security policy by directive. Styles need the nonce; `style` attributes are set by Cornerstone's
 * text boxes.
 */
export const cspDirectives = (nonce: string): Readonly<Record<string, readonly string[]>> => ({
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'style-src': ["'self'", `'nonce-${nonce}'`],
  'style-src-attr': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'report-uri': [REPORT_PATH],
});

/** The policy as the header carries it. */
export const contentSecurityPolicy = (nonce: string): string =>
  Object.entries(cspDirectives(nonce))
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');

/**
 * How long an answer may be kept: nothing that could hold a patient, everything whose name holds its hash.
 */
export type Keep = 'never' | 'hashed';

/** Headers of every answer of both shells, whatever it says. */
export const securityHeaders = (nonce: string, keep: Keep): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(nonce),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), display-capture=()',
  'cache-control': keep === 'hashed' ? 'private, max-age=31536000, immutable' : 'no-store',
});
