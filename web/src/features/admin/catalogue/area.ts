import { salesManager, staffPage, type Area } from '@/features/admin/area';
import {
  BoxIcon,
  DiscIcon,
  ListIcon,
  MicIcon,
  NoteIcon,
  TagIcon,
  UploadIcon,
} from '@/features/admin/ui/icons';

const roles = salesManager;

export const catalogueArea: Area = {
  name: 'Catalogue',
  entries: [
    { to: '/admin/albums', label: 'Albums', icon: DiscIcon, roles },
    { to: '/admin/tracks', label: 'Tracks', icon: NoteIcon, roles },
    { to: '/admin/artists', label: 'Artists', icon: MicIcon, roles },
    { to: '/admin/genres', label: 'Genres and formats', icon: TagIcon, roles },
    { to: '/admin/playlists', label: 'Playlists', icon: ListIcon, roles },
    { to: '/admin/inventory', label: 'Inventory', icon: BoxIcon, roles },
    { to: '/admin/catalogue-import', label: 'Import', icon: UploadIcon, roles },
  ],
  pages: [
    staffPage('/admin/albums', roles, () => import('./AlbumsPage')),
    staffPage('/admin/albums/:id', roles, () => import('./AlbumPage')),
    staffPage('/admin/tracks', roles, () => import('./TracksPage')),
    staffPage('/admin/tracks/:id', roles, () => import('./TrackPage')),
    staffPage('/admin/artists', roles, () => import('./ArtistsPage')),
    staffPage('/admin/artists/:id', roles, () => import('./ArtistPage')),
    staffPage('/admin/genres', roles, () => import('./GenresPage')),
    staffPage('/admin/playlists', roles, () => import('./PlaylistsPage')),
    staffPage('/admin/playlists/:id', roles, () => import('./PlaylistPage')),
    staffPage('/admin/inventory', roles, () => import('./InventoryPage')),
    staffPage('/admin/inventory/:kind/:id', roles, () => import('./StockPage')),
    staffPage('/admin/catalogue-import', roles, () => import('./ImportPage')),
  ],
};
