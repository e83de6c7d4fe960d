/** The CDK app that the drawing becomes. */
export function CodePanel() {
  return (
    <div className="empty">
      <strong>CDK app</strong>
      The design as a typed CDK app, file by file.
    </div>
  );
}
