/** What differs in the exported code of a WebSocket API: it counts connections and messages, where others count requests. */
import type { AlarmCode, EmitContext, WidgetCode } from '#shared/model/cdk';
import { lasting, limitOf, named, NEAR_LIMIT, percentage } from '#shared/model/cdk-helpers';
import { type Code, literal, object, type Properties, quote, timeInWords } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Resource } from '#shared/model/graph';
import { refusals, throttleOf } from './cdk-throttle';
import { routesOf } from './authorizers';
import type { ApiConfig } from './config';
import { NEW_CONNECTIONS } from './socket-capacity';
import { eventOf, isPush } from './sockets';
import { admittedBy } from './throttles';

type Api = Resource<ApiConfig>;

const FAILURES_PERCENT = 1;
const MINUTE = 60;

export function socketProperties(config: ApiConfig): Properties {
  return {
    description: config.description === '' ? undefined : quote(config.description),
    routeSelectionExpression: quote(config.routeSelection),
    throttle: throttleOf(config),
    logsAccess: config.accessLogBytes === 0 ? 'false' : undefined,
    cloudWatchRole: 'managesApiGatewayLogRole',
  };
}

/**
 * ConnectCount counts what reaches the integration of $connect, MessageCount messages from and to clients, pushes among
 * them, and IntegrationLatency has a sample for each call of an integration and none for a push
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html, 2026-11-27).
 */
const count = (api: Code, name: 'ConnectCount' | 'MessageCount' | 'IntegrationError'): Code => named(api, name, 'SUM');

/** Whether no message goes to clients, so that those which are counted come from them. */
const onlyListens = ({ inbound, outbound }: Api): boolean =>
  !inbound.some(isPush) && !routesOf({ outbound }).some(({ config }) => config['answers'] === true);

export function socketAlarms(api: Api, context: EmitContext): readonly AlarmCode[] {
  const { name, config } = api;
  const member = `design.${context.member(api)}`;
  const connections = limitOf(context, api, NEW_CONNECTIONS);
  return [
    lasting(
      'IntegrationErrors',
      percentage(
        'integration errors, %',
        count(member, 'IntegrationError'),
        named(member, 'IntegrationLatency', 'SAMPLES'),
      ),
      'above',
      FAILURES_PERCENT,
      `More than ${FAILURES_PERCENT} % of the calls that ${name} makes for its routes fail: what is behind it fails, takes too long or is throttled.`,
    ),
    ...refusals(api, context, 'connections and messages'),
    lasting(
      'Slow',
      named(member, 'IntegrationLatency', 'P99'),
      'at least',
      Math.floor(config.integrationTimeout * NEAR_LIMIT * 1000),
      `One in a hundred integrations of ${name} takes ${NEAR_LIMIT * 100} % of the ${timeInWords(config.integrationTimeout)} after which it gives up.`,
    ),
    ...(connections === undefined || !routesOf(api).some((each) => eventOf(each) === 'connect')
      ? []
      : [
          lasting(
            'NearNewConnections',
            count(member, 'ConnectCount'),
            'at least',
            Math.max(1, Math.floor(connections.limit * NEAR_LIMIT * MINUTE)),
            `${name} opens ${NEAR_LIMIT * 100} % of the ${grouped(connections.limit)} connections a second that the account admits for all WebSocket APIs together; the estimate is ${grouped(connections.used)} a second at the drawn load.`,
          ),
        ]),
    ...nearThrottle(api, context, member),
  ];
}

function nearThrottle(api: Api, context: EmitContext, member: Code): readonly AlarmCode[] {
  const messages = routesOf(api).filter((route) => eventOf(route) === 'message');
  const limit = admittedBy(messages);
  if (limit === undefined || !onlyListens(api)) return [];
  return [
    lasting(
      'NearThrottle',
      count(member, 'MessageCount'),
      'at least',
      Math.max(1, Math.floor(limit * NEAR_LIMIT * MINUTE)),
      `${api.name} takes ${NEAR_LIMIT * 100} % of the ${grouped(limit)} messages a second that the throttles of its routes admit together.`,
    ),
  ];
}

export function socketWidget(api: Api, context: EmitContext): WidgetCode {
  const member = `design.${context.member(api)}`;
  return {
    title: api.name,
    left: [count(member, 'ConnectCount'), count(member, 'MessageCount'), count(member, 'IntegrationError')],
    right: [named(member, 'IntegrationLatency', 'P99')],
  };
}

export const stageCheck = ({ name, config }: Api) =>
  config.stageRate === undefined
    ? []
    : [
        {
          title: `${name} admits ${config.stageRate} a second of each route`,
          type: 'AWS::ApiGatewayV2::Stage',
          properties: { DefaultRouteSettings: object({ ThrottlingRateLimit: literal(config.stageRate) }) },
        },
      ];
