/** What a route's own throttle needs in a template: an entry of its stage, beside the stage's other settings. */
import type { Connection } from '#shared/model/graph';
import { mentions, same } from '../policies';
import { need, type TemplateReader } from './reader';

type Settings = Readonly<Record<string, unknown>>;

export function throttleFaults({ from, config }: Connection, template: TemplateReader): readonly string[] {
  if (from.contract !== 'integrate' || config['throttleRate'] === undefined) return [];
  const api = from.resource;
  const isRest = api.config['type'] === 'REST';
  const stage = template
    .under(api)
    .find(({ Type }) => Type === (isRest ? 'AWS::ApiGateway::Stage' : 'AWS::ApiGatewayV2::Stage'));
  if (!stage?.Properties) return ['no stage to throttle at'];
  const limits: Settings = {
    ThrottlingRateLimit: config['throttleRate'],
    ThrottlingBurstLimit: config['throttleBurst'] ?? api.config['stageBurst'],
  };
  const has = (settings: Settings | undefined): boolean =>
    Object.entries(limits).every(([name, value]) => same(settings?.[name], value));
  if (!isRest) {
    const key =
      'routeKey' in config ? String(config['routeKey']) : `${String(config['method'])} ${String(config['path'])}`;
    const settings = stage.Properties['RouteSettings'] as Readonly<Record<string, Settings>> | undefined;
    const route = template.under(api).find(({ Properties = {} }) => Properties['RouteKey'] === key);
    return [
      ...need(has(settings?.[key]), 'no throttle of the route'),
      ...need(route !== undefined && mentions(stage.DependsOn, route.id), 'a stage that does not wait for its route'),
    ];
  }
  const all = stage.Properties['MethodSettings'] as readonly Settings[] | undefined;
  const method = config['method'] === 'ANY' ? '*' : config['method'];
  const path = `/${String(config['path']).replaceAll('/', '~1')}`;
  const own = all?.find(({ HttpMethod, ResourcePath }) => HttpMethod === method && ResourcePath === path);
  const forAll = all?.find(({ ResourcePath }) => ResourcePath === '/*');
  const others = (settings: Settings | undefined): Settings => ({
    ...settings,
    HttpMethod: '*',
    ResourcePath: '/*',
    ThrottlingRateLimit: 0,
    ThrottlingBurstLimit: 0,
  });
  return [
    ...need(has(own), 'no throttle of the method'),
    ...need(same(others(own), others(forAll)), 'a method without the other settings of its stage'),
  ];
}
