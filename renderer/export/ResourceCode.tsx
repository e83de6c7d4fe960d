/** The lines of the CDK app that one resource becomes. */
export function ResourceCode({ resource }: { readonly resource: string }) {
  return <div className="empty">The CDK code of {resource} stands here.</div>;
}
