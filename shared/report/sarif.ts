/** Findings in SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines of the file. */
import type { Finding, Location, TextPlace } from '#shared/model/finding';
import type { RuleBase, Severity } from '#shared/model/rule';
import type { CheckReport } from './check-report';

export interface SarifOptions {
  /** Where the project was read from, as a relative path or URI. */
  readonly path: string;
  readonly rules: readonly RuleBase[];
  readonly placeOf: (at: Location) => TextPlace | undefined;
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** A SARIF log of one run. A failed assertion is a result of the rule `assertion/holds`. */
export function sarif({ spillway, findings, assertions }: CheckReport, { path, rules, placeOf }: SarifOptions): object {
  const failed = assertions.filter(({ holds }) => !holds);
  const results = [
    ...findings.map((finding) => ({ ...finding, place: finding.place ?? placeOf(finding.at) })),
    ...failed.map(({ id, message }) => ({
      rule: ASSERTION,
      severity: 'error' as const,
      at: { field: id } as Location,
      message: `${id}: ${message}`,
      place: undefined,
      acknowledged: undefined,
    })),
  ];
  const ids = [...new Set(results.map(({ rule }) => rule))].toSorted();
  const described = new Map(rules.map((rule) => [rule.id, rule]));
  const uri = encodeURI(path.replaceAll('\\', '/'));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Spillway', version: spillway, rules: ids.map((id) => ruleOf(id, described.get(id))) },
        },
        columnKind: 'utf16CodeUnits',
        results: results.map(({ rule, severity, at, message, place, acknowledged }) => ({
          ruleId: rule,
          ruleIndex: ids.indexOf(rule),
          level: LEVELS[severity],
          message: { text: message },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri }, ...(place ? { region: region(place) } : {}) },
              ...logical(at),
            },
          ],
          // The same finding keeps its identity when lines above it move.
          partialFingerprints: { 'spillway/v1': [rule, at.resource, at.connection, at.field].join('|') },
          ...(acknowledged === undefined ? {} : { suppressions: [suppression(acknowledged)] }),
        })),
      },
    ],
  };
}

const ASSERTION = 'assertion/holds';

function ruleOf(id: string, rule: RuleBase | undefined): object {
  if (!rule) return { id };
  return {
    id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    helpUri: rule.source,
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { category: rule.category, asOf: rule.asOf },
  };
}

function region({ line, column }: TextPlace): object {
  return { startLine: line, startColumn: column };
}

function logical({ resource, connection, field }: Finding['at']): object {
  const name = resource ?? connection;
  if (name === undefined) return {};
  const kind = resource === undefined ? 'connection' : 'resource';
  const fullyQualifiedName = field === undefined ? `${kind}/${name}` : `${kind}/${name}/${field}`;
  return { logicalLocations: [{ name, kind, fullyQualifiedName }] };
}

function suppression(reason: string): object {
  return { kind: 'inSource', justification: reason };
}
