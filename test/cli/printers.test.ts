import { describe, expect, it } from 'vitest';
import type { CheckReport } from '#shared/report/check-report';
import { datedSentences } from '#shared/report/dated';
import { factorText, latencyText, rateText, shareText } from '#shared/report/figures';
import { junit } from '#shared/report/junit';
import { namesIn } from '#shared/report/names';
import { printable } from '#shared/report/printable';
import { sarif } from '#shared/report/sarif';
import { type Column, csvTable, markdownTable, textTable } from '#shared/report/table';
import { newDocument } from '#shared/document/new';
import { services } from '#shared/services/registry';
import { colours } from '../../main/cli/terminal';

interface Row {
  readonly name: string;
  readonly rate: number;
}
const columns: readonly Column<Row>[] = [
  { title: 'name', text: ({ name }) => name },
  { title: 'rate', isRight: true, text: ({ rate }) => rateText(rate), value: ({ rate }) => rate },
];

const names = namesIn({ resources: [{ id: 'q', service: 'sqs', name: 'orders <&>', config: {} }], connections: [] });
const report: CheckReport = {
  spillway: '0.1.0',
  name: 'Shop "A"',
  findings: [
    { rule: 'sqs/x', owner: 'check', severity: 'warning', at: { resource: 'q', field: 'delay' }, message: 'late' },
    { rule: 'sqs/y', owner: 'check', severity: 'error', at: { resource: 'q' }, message: 'bad', acknowledged: 'known' },
  ],
  assertions: [{ id: 'cheap', kind: 'cost', holds: false, message: 'costs 2 USD, 1 USD or less is asked for' }],
};

describe('tables', () => {
  it('line up their columns, figures to the right, and leave no space at the end of a line', () => {
    const rows = [
      { name: 'a', rate: 1200 },
      { name: 'a longer name', rate: 0.25 },
    ];
    expect(textTable(columns, rows)).toBe(
      ['  name              rate', '  a              1,200/s', '  a longer name   0.25/s', ''].join('\n'),
    );
  });

  it('line up the same with colours, which take no room', () => {
    const painted = columns.map((column) => ({ ...column, paint: (text: string) => colours.good(text) }));
    const rows = [
      { name: 'a', rate: 1 },
      { name: 'bb', rate: 22 },
    ];
    // oxlint-disable-next-line no-control-regex -- the colours are to be taken away
    const bare = textTable(painted, rows, { paint: colours }).replaceAll(/\u001B\[\d+m/g, '');
    expect(bare).toBe(textTable(columns, rows));
  });

  it('give programs every digit, quoted as RFC 4180 says, and no formula to a spreadsheet', () => {
    const rows = [
      { name: 'a "b", c', rate: 1 / 3 },
      { name: '=cmd()', rate: 2 },
    ];
    expect(csvTable(columns, rows)).toBe(`name,rate\r\n"a ""b"", c",${1 / 3}\r\n'=cmd(),2\r\n`);
  });

  it('keep the pipes of a name out of the columns of Markdown', () => {
    expect(markdownTable(columns, [{ name: 'a|b', rate: 1 }])).toBe(
      '| name | rate |\n| --- | --: |\n| a\\|b | 1/s |\n',
    );
  });
});

describe('figures', () => {
  it('have three significant digits below a thousand and thousands apart above', () => {
    expect([0.04167, 571.4286, 1200, 22_784.8].map(rateText)).toEqual(['0.0417/s', '571/s', '1,200/s', '22,785/s']);
    expect(factorText(1.42857)).toBe('1.43×');
    expect([0, 0.0054577, 0.35, 1.24, 2000].map(latencyText)).toEqual(['0 s', '5.46 ms', '350 ms', '1.2 s', '33 min']);
  });

  it('call a limit full only where it is', () => {
    expect([0.9999, 1, 1.69].map(shareText)).toEqual(['99.9 %', '100 %', '169 %']);
  });
});

describe('names from a file', () => {
  it('cannot move the cursor, end a line or turn the direction of a text', () => {
    expect(printable({ name: 'a\u001B[2Jb\nc\u202Ed', list: ['\u009B1m'] })).toEqual({
      name: 'a�[2Jb�c�d',
      list: ['�1m'],
    });
  });
});

describe('SARIF', () => {
  const log = sarif(report, {
    path: 'my shop.spillway',
    rules: [],
    placeOf: ({ resource }) => (resource === 'q' ? { line: 7, column: 3 } : undefined),
  }) as { runs: [{ results: Record<string, any>[]; tool: { driver: { rules: { id: string }[] } } }] };
  const [{ results, tool }] = log.runs;

  it('points at the line of the file that has the resource', () => {
    expect(results[0]).toMatchObject({
      ruleId: 'sqs/x',
      level: 'warning',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'my%20shop.spillway' },
            region: { startLine: 7, startColumn: 3 },
          },
          logicalLocations: [{ fullyQualifiedName: 'resource/q/delay' }],
        },
      ],
    });
  });

  it('suppresses what the file acknowledges, with the reason', () => {
    expect(results[1]?.['suppressions']).toEqual([{ kind: 'inSource', justification: 'known' }]);
  });

  it('reports a failed assertion as an error, and describes every rule that a result names', () => {
    expect(results[2]).toMatchObject({ ruleId: 'assertion/holds', level: 'error' });
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });
});

describe('JUnit', () => {
  it('fails the test of what fails the check, shows the rest as skipped, and escapes names', () => {
    const xml = junit(report, names, ({ acknowledged }) => acknowledged === undefined);
    expect(xml).toContain('<testsuite name="Shop &quot;A&quot;" tests="3" failures="2" errors="0" skipped="1">');
    expect(xml).toContain('<testcase classname="sqs/x" name="orders &lt;&amp;&gt; (delay)">');
    expect(xml).toContain('<skipped message="error: acknowledged (known): bad"/>');
  });

  it('has one test where nothing is wrong, so that a CI service does not take it for a run that failed', () => {
    const xml = junit({ ...report, findings: [], assertions: [] }, names, () => true);
    expect(xml).toContain('<testcase classname="check" name="no findings"/>');
  });
});

describe('facts that nobody has read for a year', () => {
  const prices = { region: 'us-east-1', freeTier: false, unpriced: [] };
  const line = (title: string, usd: number, asOf: string) => ({
    resource: 'q',
    meter: title,
    title,
    quantity: 1,
    unit: 'request',
    freeQuantity: 0,
    usd,
    because: { formula: '', inputs: [], asOf },
  });
  const cost = {
    ...prices,
    usdPerMonth: 30,
    asOf: '2025-03-01',
    lines: [line('Requests', 10, '2025-04-01'), line('Data', 5, '2025-03-01'), line('Logs', 15, '2026-01-01')],
  };
  const empty = newDocument('Shop', 'us-east-1');

  it('are old from the day after the anniversary on, each with its part of the bill', () => {
    expect(datedSentences(empty, cost, services, '2026-03-01')).toEqual([]);
    const [older] = datedSentences(empty, cost, services, '2026-03-02');
    expect(older).toContain('5.00 USD of the 30.00 USD a month stand on prices more than a year old');
    const [both, ...more] = datedSentences(empty, cost, services, '2026-12-31');
    expect(both).toContain('15.00 USD of the 30.00 USD a month');
    expect(both).toContain('the oldest (Data) of 2025-03-01');
    expect(more).toEqual([]);
  });

  it('are the quotas of the services that are drawn', () => {
    const queue = { ...empty, resources: [{ id: 'q', service: 'sqs', name: 'q', config: {} }] };
    const nothing = { ...cost, lines: [], usdPerMonth: 0 };
    expect(datedSentences(empty, nothing, services, '2099-01-01')).toEqual([]);
    expect(datedSentences(queue, nothing, services, '2099-01-01')).toEqual([
      expect.stringMatching(/^\d+ quotas were last read .* on 20\d\d-\d\d-\d\d: look at https:\/\/docs\.aws/),
    ]);
  });
});
