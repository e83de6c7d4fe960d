/** Code of a function that a rule invokes: one event at a time, asynchronously. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { onRepeats, workCode } from '#shared/model/repeated-work';

export function eventHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const buses = connections.map(({ from }) => from.resource.name).join(', ');
  return language === 'typescript' ? typescript(buses, work) : python(buses, work);
}

function typescript(buses: string, work: WorkCode): HandlerCode {
  return {
    imports: { types: { 'aws-lambda': ['EventBridgeEvent'] } },
    name: 'handleBusEvent',
    eventType: 'EventBridgeEvent<string, unknown>',
    guard: "event['detail-type'] !== undefined",
    declarations: `
/**
 * Events of ${buses}, in no order. Lambda invokes asynchronously: throw to have it tried twice more, after one and two
 * minutes. ${onRepeats('An event', work, ', by its id for example')}
 */
async function handleBusEvent(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const message: unknown = event.detail;
  console.info({ id: event.id, type: event['detail-type'] });
  ${workCode(work, 'event.id')}
}`,
  };
}

function python(buses: string, work: WorkCode): HandlerCode {
  return {
    imports: {},
    name: 'handle_bus_event',
    eventType: '',
    guard: '"detail-type" in event',
    declarations: `
def handle_bus_event(event, context):
    """Events of ${buses}, in no order.

    Lambda invokes asynchronously: raise to have it tried twice more, after one and two minutes.
    ${onRepeats('An event', work, ', by its id for example')}
    """
    message = event["detail"]
    logger.info("event %s of type %s", event["id"], event["detail-type"])
${indented(workCode(work, 'event["id"]'), 4)}
`,
  };
}
