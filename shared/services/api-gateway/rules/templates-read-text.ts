import type { ResourceRule } from '#shared/model/rule';
import { routesOf } from '../authorizers';
import { type ApiConfig, binaryTypesOf } from '../config';
import { fillsTemplate } from '../routes';

/** Types under which a client sends JSON. */
const JSON_TOO: ReadonlySet<string> = new Set(['*/*', 'application/json']);

export const templatesReadText: ResourceRule<ApiConfig> = {
  id: 'api-gateway/templates-read-text',
  title: 'bodies that mapping templates read are not binary',
  severity: 'error',
  category: 'semantics',
  why: 'The binary media types are for the whole API. Routes to queues, topics, streams, tables, buses and workflows put the body into the call by a mapping template, which reads text: a body that counts as binary cannot be mapped, and the client gets an error.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html',
  asOf: '2026-11-27',
  check({ id, name, config, outbound }, report) {
    const type = binaryTypesOf(config).find((each) => JSON_TOO.has(each));
    const mapped = type === undefined ? undefined : routesOf({ outbound }).find(fillsTemplate);
    if (!mapped) return;
    report(
      { resource: id, field: 'binaryMediaTypes' },
      `${name} takes bodies of ${type} for bytes, but the route to ${mapped.to.resource.name} reads them as text: name the types of the objects one by one, or give the objects an API of their own`,
    );
  },
};
