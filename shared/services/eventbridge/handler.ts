/** Code of a function that a rule invokes: one event at a time, asynchronously. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';

export function eventHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const buses = connections.map(({ from }) => from.resource.name).join(', ');
  return language === 'typescript' ? typescript(buses, work) : python(buses, work);
}

const duplicates = (isIdempotent: boolean): string =>
  isIdempotent
    ? 'An event may come twice: keep this code idempotent, by its id for example.'
    : 'An event may come twice, and the drawing does not call this function idempotent: it will then be done twice.';

function typescript(buses: string, { calls, isIdempotent }: WorkCode): HandlerCode {
  return {
    imports: { types: { 'aws-lambda': ['EventBridgeEvent'] } },
    name: 'handleBusEvent',
    eventType: 'EventBridgeEvent<string, unknown>',
    guard: "event['detail-type'] !== undefined",
    declarations: `
/**
 * Events of ${buses}, in no order. Lambda invokes asynchronously: throw to have it tried twice more, after one and two
 * minutes. ${duplicates(isIdempotent)}
 */
async function handleBusEvent(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const message: unknown = event.detail;
  console.info({ id: event.id, type: event['detail-type'] });
  ${calls}
}`,
  };
}

function python(buses: string, { calls, isIdempotent }: WorkCode): HandlerCode {
  return {
    imports: {},
    name: 'handle_bus_event',
    eventType: '',
    guard: '"detail-type" in event',
    declarations: `
def handle_bus_event(event, context):
    """Events of ${buses}, in no order.

    Lambda invokes asynchronously: raise to have it tried twice more, after one and two minutes.
    ${duplicates(isIdempotent)}
    """
    message = event["detail"]
    logger.info("event %s of type %s", event["id"], event["detail-type"])
${indented(calls, 4)}
`,
  };
}
