import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { routesOf } from '../authorizers';
import { type ApiConfig, binaryTypesOf } from '../config';
import { fillsTemplate } from '../routes';

export const objectsKeepTheirBytes: ResourceRule<ApiConfig> = {
  id: 'api-gateway/objects-keep-their-bytes',
  title: 'an API that passes objects on has binary media types',
  severity: 'warning',
  category: 'semantics',
  why: 'An API takes a body for text in UTF-8 unless its type is among the binary media types: the request’s Content-Type on the way in, the first type of Accept on the way out. The bytes of an image or an archive do not survive that, and nobody is told.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html',
  asOf: '2026-11-27',
  check(api, report) {
    const { id, name, config, outbound } = api;
    const toBucket = outbound.find(({ to }) => to.contract === 'keep-objects');
    if (!toBucket || config.type !== 'REST' || binaryTypesOf(config).length > 0) return;
    const types = routesOf({ outbound }).some(fillsTemplate) ? 'application/octet-stream' : '*/*';
    report(
      { resource: id, field: 'binaryMediaTypes' },
      `${name} takes all bodies for text, which damages objects of ${toBucket.to.resource.name} that are none: state the binary media types, such as ${types}`,
      set(`Set the binary media types to ${types}`, { resource: id }, 'binaryMediaTypes', types),
    );
  },
};
