/**
 * Compares a template with the drawing that it was exported from: every connection has what makes it work in AWS, and
 * nothing is there that nobody drew. Written from AWS's documentation, without the exporter's code; a file for each
 * service that configures connections.
 */
import type { Graph } from '#shared/model/graph';
import { broadStatements, counts } from '../inventory';
import type { Template } from '../synthesise';
import { apiGateway } from './api-gateway';
import { appflow } from './appflow';
import { client } from './client';
import { cloudfront } from './cloudfront';
import { eventbridge } from './eventbridge';
import { firehose } from './firehose';
import { lambda } from './lambda';
import { pipes } from './pipes';
import { TemplateReader, type Wiring } from './reader';
import { ledgerFaults } from '../ledger/index';
import { scheduler } from './scheduler';
import { s3 } from './s3';
import { sns } from './sns';
import { sqs } from './sqs';
import { stepFunctions } from './step-functions';
import { waf } from './waf';

const wiring: Wiring = {
  ...apiGateway,
  ...appflow,
  ...client,
  ...cloudfront,
  ...eventbridge,
  ...firehose,
  ...lambda,
  ...pipes,
  ...scheduler,
  ...s3,
  ...sns,
  ...sqs,
  ...stepFunctions,
  ...waf,
};

/** Sentences on what is missing or too much; none for a faithful export. */
export function wiringFaults(
  graph: Graph,
  template: Template,
  constructIds: Readonly<Record<string, string>>,
): readonly string[] {
  const reader = new TemplateReader(graph, template, constructIds);
  const missing = graph.connections.flatMap((connection) => {
    const { kind, from, to } = connection;
    const found = wiring[kind.id]?.(connection, reader) ?? ['this checker does not know the kind'];
    return found.map((sentence) => `${kind.id} ${from.resource.id} → ${to.resource.id}: ${sentence}`);
  });
  return [...missing, ...ledgerFaults(reader), ...counts(graph, template), ...broadStatements(template)];
}
