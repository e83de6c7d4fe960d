import { Component, type ErrorInfo, type ReactNode } from 'react';

interface PanelBoundaryProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A panel that fails says so, and leaves the rest of the app as it is. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly error: Error | undefined }> {
  override state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    console.error(`${this.props.title} failed`, error, componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="empty" role="alert">
        <strong>{this.props.title} cannot be shown</strong>
        <span className="text">{error.message}</span>
        <button type="button" className="button" onClick={() => this.setState({ error: undefined })}>
          Try again
        </button>
      </div>
    );
  }
}
