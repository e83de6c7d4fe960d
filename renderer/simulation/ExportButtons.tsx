import { Download } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { documentOf, useProject } from '../project/store';
import { exportRun, type RunFormat } from './export-run';
import type { Run } from './store';

const FORMATS: readonly { readonly id: RunFormat; readonly title: string }[] = [
  { id: 'series', title: 'Time series as CSV' },
  { id: 'resources', title: 'Resources as CSV' },
  { id: 'json', title: 'Everything as JSON' },
];

export function ExportButtons({ run }: { readonly run: Run }) {
  const document = useProject(documentOf);
  if (!document) return null;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className="button button--small">
          <Download size={13} aria-hidden="true" />
          Export the run
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="sim-menu floating" align="end" sideOffset={4} collisionPadding={8}>
          {FORMATS.map(({ id, title }) => (
            <DropdownMenu.Item key={id} className="sim-menu__item" onSelect={() => void exportRun(run, document, id)}>
              {title}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
