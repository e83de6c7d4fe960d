import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { IntegrationConfig } from '../route-config';

export const pathsStartWithASlash: ConnectionRule<IntegrationConfig, 'integrate'> = {
  id: 'api-gateway/paths-start-with-a-slash',
  title: 'the path of a route starts with a slash',
  severity: 'error',
  category: 'limits',
  why: 'A route key is a method and a path that starts with a slash; API Gateway refuses others, and two slashes in a row as well.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html',
  asOf: '2026-11-23',
  check({ id, config: { path } }, report) {
    if (path.startsWith('/') && !path.includes('//')) return;
    const mended = `/${path}`.replace(/\/{2,}/g, '/');
    report(
      { connection: id, field: 'path' },
      `path is "${path}" but has to start with one slash: write ${mended}`,
      set(`Set the path to ${mended}`, { connection: id }, 'path', mended),
    );
  },
};
