/** Where a web ACL leads nowhere. */
import type { StatedRefusal } from '#shared/model/service';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'filter',
    why: 'a web ACL looks at HTTP requests on their way to a distribution or a REST API, and at nothing else',
    source: 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html',
    asOf: '2026-11-23',
  },
];
