import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { FlowConfig } from '../config';
import { writtenSize } from '../runs';

export const eventsFitTheBus: ConnectionRule<Config, 'transfer', 'put-events'> = {
  id: 'appflow/events-fit-the-bus',
  title: 'change events have 256 KB at most',
  severity: 'warning',
  category: 'limits',
  why: 'AppFlow puts a larger event into a bucket and sends its address instead: a target that expects the record gets a pointer. EventBridge itself takes 1 MB by now, AppFlow does not.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/EventBridge.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report, { quota }) {
    const size = writtenSize(from.resource.config as FlowConfig);
    const most = quota('appflow/bus-event-bytes');
    if (size <= most) return;
    report(
      { connection: id },
      `events of ${from.resource.name} have ${bytesText(size)} on average but AppFlow sends ${bytesText(most)}: map fewer fields, or let the targets of ${to.resource.name} read the address of the object`,
    );
  },
};
