/** A check as JUnit XML, for the test page of a CI service. */
import type { Finding } from '#shared/model/finding';
import type { CheckReport } from './check-report';
import type { Names } from './names';

/**
 * One test for each finding and assertion. A finding fails its test where `fails` says so, else it is a test that was
 * skipped with what it says, so that nothing is hidden.
 */
export function junit(
  { name, findings, assertions }: CheckReport,
  names: Names,
  fails: (finding: Finding) => boolean,
): string {
  const cases = [
    ...findings.map((finding) => findingCase(finding, names, fails(finding))),
    ...assertions.map(({ id, holds, message }) =>
      testCase('assertions', id, holds ? '' : failure('assertion', message)),
    ),
  ];
  if (cases.length === 0) cases.push(testCase('check', 'no findings', ''));
  const failures = cases.filter((each) => each.includes('<failure ')).length;
  const skipped = cases.filter((each) => each.includes('<skipped ')).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="spillway check" ${counts}>`,
    `  <testsuite name="${xml(name)}" ${counts} skipped="${skipped}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function findingCase(finding: Finding, names: Names, isFailure: boolean): string {
  const { rule, severity, at, message, acknowledged } = finding;
  const what = acknowledged === undefined ? message : `acknowledged (${acknowledged}): ${message}`;
  const body = isFailure ? failure(severity, message) : `      <skipped message="${xml(`${severity}: ${what}`)}"/>`;
  return testCase(rule, names.place(at), body);
}

function testCase(group: string, name: string, body: string): string {
  const head = `    <testcase classname="${xml(group)}" name="${xml(name)}"`;
  return body === '' ? `${head}/>` : `${head}>\n${body}\n    </testcase>`;
}

function failure(type: string, message: string): string {
  return `      <failure type="${xml(type)}" message="${xml(message)}"/>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function xml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
