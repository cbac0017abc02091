import { Button, LinkButton } from '@/ui/Button';
import { EmptyState } from '@/ui/States';

/** A library without a song: the ways to fill it. */
export function NothingYet({ onAdd }: { onAdd: () => void }) {
  return (
    <EmptyState
      title="Your library is waiting for its first song"
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <Button look="primary" onClick={onAdd}>
            Add a song
          </Button>
          <LinkButton to="/library/import">Import a collection</LinkButton>
          <LinkButton to="/albums?sort=popularity">See top sellers</LinkButton>
        </div>
      }
    >
      <p>
        Whatever you buy appears here at once, to play in full. Add what you own elsewhere, on vinyl
        or CD, or bring a whole list from Spotify, iTunes, Last.fm, Discogs or a spreadsheet.
      </p>
    </EmptyState>
  );
}

/** Songs there are, but none for this place or this search. */
export function NothingHere({
  title,
  sifted,
  onClear,
}: {
  title: string;
  sifted: boolean;
  onClear: () => void;
}) {
  if (sifted) {
    return (
      <EmptyState
        title="No song fits"
        action={
          <Button look="primary" onClick={onClear}>
            Clear search and filters
          </Button>
        }
      >
        Nothing in your library matches all of it. Take a filter away, or use fewer words.
      </EmptyState>
    );
  }
  return title === 'Favourites' ? (
    <EmptyState
      title="No favourites yet"
      action={
        <LinkButton look="primary" to="/library">
          See all songs
        </LinkButton>
      }
    >
      Press the heart beside a song, and it stands here.
    </EmptyState>
  ) : (
    <EmptyState
      title="Nothing new this month"
      action={
        <LinkButton look="primary" to="/library">
          See all songs
        </LinkButton>
      }
    >
      Songs you buy, add or import stand here for 30 days.
    </EmptyState>
  );
}
