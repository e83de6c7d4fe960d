/**
 * A drawing as an SVG picture, as the canvas shows it: cards with their load, lines that tell who waits for whom, a
 * headline, a legend. The project is inside, so that the picture opens again. The same input gives the same bytes.
 */
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { usdText } from '#shared/model/figures';
import type { Severity } from '#shared/model/rule';
import type { Registry } from '#shared/model/service';
import { allRoutes } from './all-routes';
import { embedInSvg } from './embedded';
import { compactRate, pricesOf } from './figures';
import { type Box, boundsOf, CARD_WIDTH } from './geometry';
import { fitted } from './letters';
import { formOf } from './line-form';
import { placesOf } from './place';
import { spillOf } from './spill';
import { cardSvg } from './svg-cards';
import { type DrawnLine, labelSvg, lineSvg } from './svg-lines';
import { legendSvg, LEGEND_WIDTH } from './svg-legend';
import { type Colours, COLOURS, type Theme } from './theme';
import { element, escapeXml } from './xml';

export interface PictureOptions {
  readonly theme: Theme;
  /** SVG text of each service's icon, by the service's id; a service without one gets a plain glyph. */
  readonly icons: ReadonlyMap<string, string>;
  /** Figures at a load; without them only the drawing is shown. */
  readonly evaluation?: Evaluation;
  /** Data address of the font Inter, for a bitmap; without it the viewer’s own fonts are used. */
  readonly font?: string;
  /** Version of Spillway, for the attribution. */
  readonly version: string;
}

const MARGIN = 40;
const HEAD = 64;
const FOOT = 76;
const FONT = "Inter, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
const ICON = 36;

export function drawingSvg(document: ProjectDocument, registry: Registry, options: PictureOptions): string {
  const { theme, icons, evaluation, version, font } = options;
  const colours = COLOURS[theme];
  const places = placesOf(document);
  const inner = boundsOf([...places.values()]) ?? { x: 0, y: 0, width: CARD_WIDTH, height: 40 };
  const width = Math.max(inner.width, LEGEND_WIDTH) + 2 * MARGIN;
  const height = inner.height + HEAD + FOOT + 2 * MARGIN;
  const frame: Box = { x: inner.x - MARGIN, y: inner.y - MARGIN - HEAD, width, height };
  const lines = linesOf(document, registry, evaluation, places);
  const used = [...new Set(document.resources.map(({ service }) => service))].filter((service) => icons.has(service));
  const content = [
    element('title', {}, escapeXml(document.name)),
    element('desc', {}, escapeXml(headline(document, evaluation))),
    embedInSvg(writeDocument(document, registry)),
    element(
      'defs',
      {},
      used.map((service) => iconDefinition(service, icons.get(service) ?? '')).join('') + excess(colours),
    ),
    font === undefined
      ? ''
      : element('style', {}, `@font-face{font-family:Inter;font-weight:100 900;src:url(${font})}`),
    element('rect', { ...frame, fill: colours.canvas }),
    headSvg(document, evaluation, frame, colours),
    ...lines.map((line) => lineSvg(line, colours)),
    ...cards(document, registry, options, places).map((card) => cardSvg(card, colours)),
    // Last, so that no card hides a figure.
    ...lines.map((line) => labelSvg(line, colours)),
    legendSvg({ x: frame.x + MARGIN, y: frame.y + height - FOOT + 4 }, colours),
    attributionSvg(evaluation, version, frame, colours),
  ];
  const { x, y } = frame;
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${x} ${y} ${width} ${height}`,
      width,
      height,
      'font-family': FONT,
      'font-variant-numeric': 'tabular-nums',
      role: 'img',
    },
    `\n${content.filter((part) => part !== '').join('\n')}\n`,
  )}\n`;
}

function linesOf(
  document: ProjectDocument,
  registry: Registry,
  evaluation: Evaluation | undefined,
  places: ReturnType<typeof placesOf>,
): readonly DrawnLine[] {
  const known = new Map(resolve(document, registry).graph.connections.map((connection) => [connection.id, connection]));
  const routes = allRoutes(document, places, ({ id }) => {
    const connection = known.get(id);
    const isOutcome = formOf(connection?.kind) === 'outcome';
    return { isOutcome, badge: connection?.kind.badge(connection.config) ?? '' };
  });
  return [...routes].map(([id, route]) => ({
    connection: known.get(id),
    route,
    result: evaluation?.connections[id],
  }));
}

function cards(
  document: ProjectDocument,
  registry: Registry,
  { icons, evaluation }: PictureOptions,
  places: ReturnType<typeof placesOf>,
): readonly Parameters<typeof cardSvg>[0][] {
  const known = new Map(resolve(document, registry).graph.resources.map((resource) => [resource.id, resource]));
  const findings = findingsByResource(evaluation);
  return document.resources.map(({ id, name, service }) => {
    const resource = known.get(id);
    return {
      name,
      line: resource ? resource.service.cardLine(resource.config) : `unknown service ${service}`,
      icon: icons.has(service) ? iconId(service) : undefined,
      isClient: resource?.service.category === 'entry',
      place: places.get(id) ?? { x: 0, y: 0 },
      result: evaluation?.resources[id],
      spill: evaluation && spillOf(evaluation, id),
      findings: findings.get(id),
    };
  });
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function findingsByResource(
  evaluation: Evaluation | undefined,
): ReadonlyMap<string, { readonly worst: Severity; readonly count: number }> {
  const found = new Map<string, { worst: Severity; count: number }>();
  for (const { at, severity, acknowledged } of evaluation?.findings ?? []) {
    if (at.resource === undefined || at.connection !== undefined || acknowledged !== undefined) continue;
    const { worst, count } = found.get(at.resource) ?? { worst: severity, count: 0 };
    found.set(at.resource, { worst: RANK[severity] < RANK[worst] ? severity : worst, count: count + 1 });
  }
  return found;
}

/** What the picture says in one line. */
function headline(document: ProjectDocument, evaluation: Evaluation | undefined): string {
  if (!evaluation) return `in ${document.account.region}`;
  const { entryPerSecond, sustains, resources, cost, region } = evaluation;
  const named = sustains && document.resources.find(({ id }) => id === sustains.resource)?.name;
  const first = sustains
    ? `sustains ${compactRate(sustains.perSecond)} (then ${named ?? sustains.resource}: ${sustains.title})`
    : 'no limit moves with the load';
  const spilling = Object.keys(resources).filter((id) => spillOf(evaluation, id)).length;
  return [
    `at ${compactRate(entryPerSecond)}`,
    first,
    ...(spilling > 0 ? [`spills at ${spilling} ${spilling === 1 ? 'place' : 'places'}`] : []),
    `${usdText(cost.usdPerMonth)} a month`,
    region,
  ].join(' · ');
}

function headSvg(document: ProjectDocument, evaluation: Evaluation | undefined, frame: Box, colours: Colours): string {
  const x = frame.x + MARGIN;
  const room = frame.width - 2 * MARGIN;
  const name = { x, y: frame.y + MARGIN + 8, fill: colours.ink, 'font-size': 20, 'font-weight': 600 };
  const line = { x, y: frame.y + MARGIN + 30, fill: colours['ink-2'], 'font-size': 13 };
  return (
    element('text', name, escapeXml(fitted(document.name, room, 20, 'semibold'))) +
    element('text', line, escapeXml(fitted(headline(document, evaluation), room, 13)))
  );
}

/** Where the figures come from. */
function attributionSvg(evaluation: Evaluation | undefined, version: string, frame: Box, colours: Colours): string {
  const prices = evaluation ? `, ${pricesOf(evaluation.cost.asOf)}` : '';
  const place = { x: frame.x + frame.width - 16, y: frame.y + frame.height - 12, 'text-anchor': 'end' };
  const words = `Spillway ${version}${prices}. Icons: AWS Architecture Icons.`;
  return element('text', { ...place, fill: colours['ink-3'], 'font-size': 10.5 }, escapeXml(words));
}

const iconId = (service: string): string => `icon-${service}`;

/** As a picture of its own, so that ids inside two icons cannot meet. */
function iconDefinition(service: string, svg: string): string {
  const href = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return element('image', { id: iconId(service), width: ICON, height: ICON, href });
}

/** The hatching of what a limit has no room for. */
function excess(colours: Colours): string {
  const stripe = element('path', { d: 'M0 0v4', stroke: colours['load-over'], 'stroke-width': 3 });
  const pattern = { id: 'excess', width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(35)' };
  return element('pattern', pattern, stripe);
}
