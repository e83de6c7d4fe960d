/** What a WebSocket API is charged for: messages both ways in steps of 32 KB, and the time that connections are open. */
import type { Usage, UsageContext } from '#shared/model/cost';
import { chunks, type Factor, MONTH, PER_GB, product, reported } from '#shared/model/usage';
import { accessLog } from './access-log';
import type { ApiConfig } from './config';

/** https://aws.amazon.com/api-gateway/pricing/, 2026-11-23 */
const MESSAGE_UNIT = 32 * 1024;
const MESSAGES = 'api-gateway/websocket_messages';
const PER_MINUTE: Factor = { name: 'seconds in a minute', value: 60, unit: 's', divides: true };

export function socketUsage(context: UsageContext<ApiConfig>): readonly Usage[] {
  const { report } = context;
  const { config } = context.resource;
  const rate = (name: string, quantity: string): Factor => ({
    name,
    value: reported(report, quantity),
    unit: 'messages/s',
  });
  const answers = rate('route responses', 'answers');
  const pushes = rate('pushes that reach a connection', 'pushes');
  const answerSize: Factor = { name: 'route response', value: config.responseSize, unit: 'B', field: 'responseSize' };
  const pushSize: Factor = { name: 'push', value: reported(report, 'pushBytes'), unit: 'B' };
  const open: Factor = { name: 'open connections', value: reported(report, 'openConnections'), unit: 'connections' };
  const logged: Factor = { name: 'connections and messages', value: reported(report, 'requests'), unit: 'events/s' };
  return [
    messages('WebSocket messages from clients', rate('messages', 'messages'), reported(report, 'requestBytes')),
    ...(answers.value > 0 ? [messages('WebSocket route responses', answers, config.responseSize)] : []),
    ...(pushes.value > 0 ? [messages('WebSocket pushes', pushes, pushSize.value)] : []),
    product({ meter: 'api-gateway/websocket_minutes' }, [open, MONTH, PER_MINUTE]),
    ...(answers.value > 0 ? [sentOut('Route responses, data transfer out', answers, answerSize)] : []),
    ...(pushes.value > 0 ? [sentOut('Pushes, data transfer out', pushes, pushSize)] : []),
    ...accessLog(config, logged),
  ];
}

function messages(title: string, each: Factor, size: number): Usage {
  return product({ meter: MESSAGES, title }, [
    each,
    { name: '32 KB units for each message', value: chunks(size, MESSAGE_UNIT) },
    MONTH,
  ]);
}

const sentOut = (title: string, each: Factor, size: Factor): Usage =>
  product({ meter: 'data-transfer/internet_out', title }, [each, size, MONTH, PER_GB]);
