import { Component, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Button, LinkButton } from '@/ui/Button';

type State = { error: Error | null; at: string };

/** A page that broke says so and offers a way out; the header and the player stay. */
export function ErrorBoundary({ children }: { children: ReactNode }) {
  return <Boundary at={useLocation().pathname}>{children}</Boundary>;
}

class Boundary extends Component<{ at: string; children: ReactNode }, State> {
  override state: State = { error: null, at: this.props.at };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  /** Another page is another chance. */
  static getDerivedStateFromProps({ at }: { at: string }, state: State): State | null {
    return at === state.at ? null : { error: null, at };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <div role="alert" className="page flex flex-col items-start gap-4 py-20">
        <h1 className="text-4xl font-bold">This page skipped</h1>
        <p className="max-w-prose text-ink-2">
          Something on it failed. Your cart and your queue are safe. Reload the page; if it happens
          again, go back to the shop.
        </p>
        <div className="flex flex-wrap gap-3">
          <Button look="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
          <LinkButton to="/">Go to the shop</LinkButton>
        </div>
      </div>
    );
  }
}
