import { usePageTitle } from '@/lib/page';
import { LinkButton } from '@/ui/Button';

export default function NotFoundPage() {
  usePageTitle('Page not found');
  return (
    <div className="page flex flex-col items-start gap-4 py-20">
      <p className="font-semibold text-accent">404</p>
      <h1 className="text-4xl font-bold">This groove is empty</h1>
      <p className="max-w-prose text-ink-2">
        There is no page at this address. It may have moved, or the link has a scratch.
      </p>
      <div className="flex flex-wrap gap-3">
        <LinkButton look="primary" to="/">
          Go to the shop
        </LinkButton>
        <LinkButton to="/albums">Browse all albums</LinkButton>
      </div>
    </div>
  );
}
