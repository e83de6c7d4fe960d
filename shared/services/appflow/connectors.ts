/** What AWS states of each source, and how a template names it. */

export interface Connector {
  readonly title: string;
  /** `connectorType` of CloudFormation. */
  readonly type: string;
  /** Property of CloudFormation that holds what is said of it. */
  readonly property: string;
  /** Shortest time between two runs by schedule, seconds. */
  readonly shortestPeriod: number;
  /** The most that one run reads. */
  readonly mostBytes?: number;
  readonly mostRecords?: number;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Schedules and sizes: https://docs.aws.amazon.com/appflow/latest/userguide/service-quotas.html, 2026-11-23. */
export const CONNECTORS = {
  salesforce: { title: 'Salesforce', type: 'Salesforce', property: 'salesforce', shortestPeriod: MINUTE },
  s3: { title: 'Amazon S3', type: 'S3', property: 's3', shortestPeriod: MINUTE },
  servicenow: {
    title: 'ServiceNow',
    type: 'Servicenow',
    property: 'serviceNow',
    shortestPeriod: MINUTE,
    mostRecords: 100_000,
  },
  zendesk: { title: 'Zendesk', type: 'Zendesk', property: 'zendesk', shortestPeriod: MINUTE },
  slack: { title: 'Slack', type: 'Slack', property: 'slack', shortestPeriod: MINUTE },
  pardot: { title: 'Salesforce Pardot', type: 'Pardot', property: 'pardot', shortestPeriod: MINUTE },
  veeva: { title: 'Veeva', type: 'Veeva', property: 'veeva', shortestPeriod: MINUTE },
  datadog: { title: 'Datadog', type: 'Datadog', property: 'datadog', shortestPeriod: MINUTE },
  dynatrace: { title: 'Dynatrace', type: 'Dynatrace', property: 'dynatrace', shortestPeriod: MINUTE },
  'infor-nexus': { title: 'Infor Nexus', type: 'Infornexus', property: 'inforNexus', shortestPeriod: MINUTE },
  marketo: { title: 'Marketo', type: 'Marketo', property: 'marketo', shortestPeriod: HOUR, mostBytes: 1e9 },
  singular: { title: 'Singular', type: 'Singular', property: 'singular', shortestPeriod: HOUR },
  'trend-micro': { title: 'Trend Micro', type: 'Trendmicro', property: 'trendmicro', shortestPeriod: HOUR },
  amplitude: { title: 'Amplitude', type: 'Amplitude', property: 'amplitude', shortestPeriod: DAY, mostBytes: 25e6 },
  'google-analytics': {
    title: 'Google Analytics',
    type: 'Googleanalytics',
    property: 'googleAnalytics',
    shortestPeriod: DAY,
  },
} as const satisfies Readonly<Record<string, Connector>>;

export type Source = keyof typeof CONNECTORS;

export const connectorOf = (source: Source): Connector => CONNECTORS[source];

export interface Sink {
  readonly title: string;
  readonly type: string;
  readonly property: string;
  /** The most that one run writes, bytes. */
  readonly mostBytes?: number;
  /** It takes the data from a bucket in between. */
  readonly staged?: true;
  /** Always in AWS, so that the lower price of data holds. */
  readonly inAws?: true;
}

/** Destinations that are named and not drawn. */
export const SINKS = {
  redshift: { title: 'Amazon Redshift', type: 'Redshift', property: 'redshift', staged: true, inAws: true },
  snowflake: { title: 'Snowflake', type: 'Snowflake', property: 'snowflake', staged: true },
  salesforce: { title: 'Salesforce', type: 'Salesforce', property: 'salesforce', mostBytes: 500e6 },
  marketo: { title: 'Marketo', type: 'Marketo', property: 'marketo', mostBytes: 500e6 },
  zendesk: { title: 'Zendesk', type: 'Zendesk', property: 'zendesk' },
} as const satisfies Readonly<Record<string, Sink>>;

export function sinkOf(sink: 'none' | keyof typeof SINKS): Sink | undefined {
  return sink === 'none' ? undefined : SINKS[sink];
}
