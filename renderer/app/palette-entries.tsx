/** What the command palette lists: all that can be done or gone to by name. */
import type { ReactNode } from 'react';
import type { ProjectDocument } from '#shared/document/schema';
import { gallery } from '#shared/examples/gallery';
import { type CommandId, commands, type Command as CommandEntry } from '#shared/host/commands';
import type { Finding } from '#shared/model/finding';
import { additions } from '../canvas/gestures';
import { SeverityMark } from '../design/SeverityMark';
import { ServiceIcon } from '../design/ServiceIcon';
import { showFinding } from '../findings/actions';
import { placeName } from '../findings/place';
import { keyOf } from '../findings/store';
import { serviceOf } from '../project/catalogue';
import { showLocation } from '../project/selection';
import { openExample } from '../project/session';
import type { Example } from '../start/examples';
import { isEnabled, keysOf, runCommand } from './commands';

export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  /** Words by which the search finds it. */
  readonly words?: readonly string[];
  readonly picture?: ReactNode;
  /** What kind of thing it is, in a few words. */
  readonly about?: string | undefined;
  readonly keys?: string | undefined;
  readonly isDisabled?: boolean;
  run(): void;
}

export interface PaletteGroup {
  readonly heading: string;
  readonly entries: readonly PaletteEntry[];
}

interface Listed {
  /** The design that is shown. */
  readonly document: ProjectDocument | undefined;
  /** Ids of what is selected on the canvas. */
  readonly selected: readonly string[];
  readonly findings: readonly Finding[];
  readonly examples: readonly Example[];
}

export function paletteGroups({ document, selected, findings, examples }: Listed): readonly PaletteGroup[] {
  const resources = document?.resources ?? [];
  const [only, ...others] = resources.filter(({ id }) => selected.includes(id));
  const source = others.length === 0 ? only : undefined;
  return [
    { heading: 'Commands', entries: commandEntries() },
    {
      heading: 'Resources',
      entries: resources.map(({ id, name, service }) => ({
        id: `resource ${id}`,
        title: name,
        words: [service],
        picture: <ServiceIcon service={service} size={18} />,
        about: serviceOf(service)?.title ?? service,
        run: () => showLocation({ resource: id }),
      })),
    },
    {
      heading: source ? `Add after ${source.name}` : 'Add',
      entries: document ? additionEntries(source) : [],
    },
    {
      heading: 'Findings',
      entries: findings.map((finding) => ({
        id: `finding ${keyOf(finding)}`,
        title: `${document ? placeName(finding, document) : ''}: ${finding.message}`,
        words: [finding.rule],
        picture: <SeverityMark severity={finding.severity} />,
        run: () => showFinding(finding),
      })),
    },
    { heading: 'Examples', entries: exampleEntries(examples) },
  ];
}

function commandEntries(): readonly PaletteEntry[] {
  return (commands as readonly CommandEntry[])
    .filter(({ id }) => id !== 'view.palette')
    .map(({ id, title, keywords }) => ({
      id: `command ${id}`,
      title,
      words: keywords ?? [],
      keys: keysOf(id as CommandId),
      isDisabled: !isEnabled(id as CommandId),
      run: () => runCommand(id as CommandId),
    }));
}

/** What may follow the selected resource; with none, or several, whatever there is. */
function additionEntries(source: Parameters<typeof additions>[0]): readonly PaletteEntry[] {
  return additions(source)
    .filter(({ refusal }) => refusal === undefined)
    .map(({ id, title, words = [], run }) => ({
      id: `add ${id}`,
      title: `Add ${title}`,
      words: ['insert', ...words],
      picture: <ServiceIcon service={id} size={18} />,
      about: source && `after ${source.name}`,
      run,
    }));
}

function exampleEntries(examples: readonly Example[]): readonly PaletteEntry[] {
  return gallery.flatMap(({ intent, examples: entries }) =>
    entries.flatMap(({ id, about }) => {
      const example = examples.find((each) => each.id === id);
      if (!example) return [];
      const words = ['example', 'template', intent, about];
      const title = `Open ${example.document.name}`;
      return [{ id: `example ${id}`, title, words, about, run: () => openExample(example.text) }];
    }),
  );
}
