/** Throttles of single methods and routes, which are settings of the stage. */
import type { Connection, Resource } from '#shared/model/graph';
import { anyOrder, type Test, type Wanted, when } from './entry';
import { key, segments } from './routes';

type Settings = Readonly<Record<string, Wanted>>;

export const throttledRoutes = ({ outbound }: Resource): readonly Connection[] =>
  outbound.filter(({ from, config: { throttleRate, throttleBurst } }) => {
    const rate = throttleRate ?? from.resource.config['stageRate'];
    return from.contract === 'integrate' && rate !== undefined && (throttleRate ?? throttleBurst) !== undefined;
  });

const limits = ({ from, config }: Connection): Settings => ({
  ThrottlingRateLimit: config['throttleRate'] ?? from.resource.config['stageRate'],
  ThrottlingBurstLimit: config['throttleBurst'] ?? from.resource.config['stageBurst'],
});

/**
 * Each says of which method it is. A method with settings of its own has none of those of all; https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-apigateway-stage-methodsetting.html
 */
export const methodThrottles = (api: Resource, forAll: Settings): Test =>
  anyOrder([
    forAll,
    ...throttledRoutes(api).map((each) => ({
      ...forAll,
      HttpMethod: each.config['method'] === 'ANY' ? '*' : each.config['method'],
      ResourcePath: `/~1${segments(String(each.config['path'])).join('~1')}`,
      ...limits(each),
    })),
  ]);

/** By the keys of routes. */
export function routeThrottles(api: Resource): Wanted {
  const routes = throttledRoutes(api);
  return when(routes.length > 0, Object.fromEntries(routes.map((each) => [key(each.config), limits(each)])));
}
