/** What a distribution leads nowhere to. */
import type { StatedRefusal } from '#shared/model/service';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'fetch',
    why: 'CloudFront reads from its origins over HTTP: it sends no messages and puts nothing into a table',
    source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html',
    asOf: '2026-11-23',
  },
];
