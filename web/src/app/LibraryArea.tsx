import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { libraryRoutes } from '@/features/library/routes';
import { playlistRoutes } from '@/features/playlists/routes';
import { transferRoutes } from '@/features/transfer/routes';

const NotFoundPage = lazy(() => import('./NotFoundPage'));
const start = '/library';

/** The pages of the library, a list of their own: visitors of the shop do not carry it. */
export default function LibraryArea() {
  return (
    <Routes>
      {[...libraryRoutes, ...playlistRoutes, ...transferRoutes].map(({ path, Page }) => (
        <Route key={path} path={path.slice(start.length) || '/'} element={<Page />} />
      ))}
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
