import { ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { type FieldDescription, describeFields } from '#shared/model/field';
import type { Finding } from '#shared/model/finding';
import type { Config } from '#shared/model/graph';
import { counted } from '../design/format';
import { FindingNote } from '../findings/FindingNote';
import { keyOf, useFindings } from '../findings/store';
import { fullConfig } from '../project/catalogue';
import { useSelection } from '../project/selection';
import { Field } from './Field';
import type { Target } from './target';

interface ConfigFormProps {
  readonly schema: z.ZodObject;
  /** Only what differs from the defaults. */
  readonly config: Config;
  readonly target: Target;
}

/** A form made from a configuration schema: basics first, the rest folded; what does not apply is not shown. */
export function ConfigForm({ schema, config, target }: ConfigFormProps) {
  const fields = useMemo(() => describeFields(schema), [schema]);
  const full = useMemo(() => fullConfig({ config: schema }, config), [schema, config]);
  const applying = fields.filter(
    ({ appliesWhen }) => !appliesWhen || appliesWhen.is.includes(full[appliesWhen.field] as string),
  );
  const basic = applying.filter(({ group = 'basic' }) => group === 'basic');
  const more = applying.filter(({ group }) => group === 'more');
  const found = useFindingsAt(target);
  const findings = byField(found);
  const elsewhere = found.filter(({ at }) => !applying.some(({ name }) => name === at.field));
  const [isOpen, setOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useAskedField(form, target, more, setOpen);

  const changed = more.filter(({ name }) => config[name] !== undefined).length;
  const troubled = more.some(({ name }) => findings.has(name));
  const rows = (list: readonly FieldDescription[]) =>
    list.map((field) => (
      <Field
        key={field.name}
        field={field}
        value={config[field.name]}
        target={target}
        findings={findings.get(field.name) ?? NO_FINDINGS}
      />
    ));
  const notes = elsewhere.length > 0 && (
    <div className="form__findings">
      {elsewhere.map((finding) => (
        <FindingNote key={keyOf(finding)} finding={finding} />
      ))}
    </div>
  );
  if (applying.length === 0) {
    return (
      <>
        {notes}
        <p className="inspector__nothing dim">There is nothing to set here.</p>
      </>
    );
  }
  return (
    <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
      {notes}
      {rows(basic)}
      {more.length > 0 && (
        <details className="form__more" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary className="form__summary">
            <ChevronRight size={14} aria-hidden="true" />
            More settings
            <span className="dim num">
              {counted(more.length, 'setting')}
              {changed > 0 && `, ${changed} changed`}
              {troubled && ', with findings'}
            </span>
          </summary>
          {isOpen && rows(more)}
        </details>
      )}
    </form>
  );
}

const NO_FINDINGS: readonly Finding[] = [];

/** Open findings of a resource or connection. */
function useFindingsAt(target: Target): readonly Finding[] {
  const findings = useFindings();
  const resource = 'resource' in target ? target.resource : undefined;
  const connection = 'connection' in target ? target.connection : undefined;
  return useMemo(
    () =>
      findings.filter(({ at, acknowledged }) => {
        const isHere =
          connection === undefined
            ? at.resource === resource && at.connection === undefined
            : at.connection === connection;
        return isHere && acknowledged === undefined;
      }),
    [findings, resource, connection],
  );
}

/** By the field that they are about; those about none are left out. */
function byField(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const fields = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { field } = finding.at;
    if (field !== undefined) fields.set(field, [...(fields.get(field) ?? []), finding]);
  }
  return fields;
}

/** Puts the cursor in the field that a finding or a limit asked for, unfolding it first. */
function useAskedField(
  form: React.RefObject<HTMLFormElement | null>,
  target: Target,
  more: readonly FieldDescription[],
  setOpen: (isOpen: boolean) => void,
): void {
  const focus = useSelection((state) => state.focus);
  const answered = useRef(0);
  useEffect(() => {
    if (!focus || focus.request === answered.current) return undefined;
    const { at, request } = focus;
    const isHere = 'connection' in target ? at.connection === target.connection : at.resource === target.resource;
    if (!isHere || at.field === undefined) return undefined;
    answered.current = request;
    if (more.some(({ name }) => name === at.field)) setOpen(true);
    const frame = window.requestAnimationFrame(() => {
      const row = form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(at.field ?? '')}"]`);
      row?.scrollIntoView({ block: 'center' });
      row?.querySelector<HTMLElement>('input, select, textarea, button[role=switch], [role=radio]')?.focus();
    });
    return () => window.cancelAnimationFrame(frame);
  }, [focus, form, more, setOpen, target]);
}
