import './admin.css';
import '@/features/admin/tags';
import { useEffect } from 'react';
import { Route, Routes } from 'react-router';
import { AdminFrame } from '@/features/admin/AdminFrame';
import { mayOpen, type StaffPage } from '@/features/admin/area';
import { AdminNotFound, Forbidden } from '@/features/admin/Refusals';
import { adminPages } from '@/features/admin/routes';
import { StaffOnly } from '@/features/admin/StaffOnly';
import { useRole } from '@/features/admin/useStaff';
import { paused } from '@/features/player/playerSlice';
import { useAppDispatch } from '@/lib/dispatch';
import { ErrorBoundary } from './ErrorBoundary';
import { ThemeSwitch } from './ThemeSwitch';

const start = '/admin';

/** The back office, a list of pages of its own: nobody in the shop carries it. */
export default function AdminArea() {
  const dispatch = useAppDispatch();
  // There is no player here to stop the music with.
  useEffect(() => void dispatch(paused()), [dispatch]);
  return (
    <AdminFrame tools={<ThemeSwitch />}>
      <StaffOnly>
        <ErrorBoundary>
          <Routes>
            {adminPages.map((page) => (
              <Route
                key={page.path}
                path={page.path.slice(start.length) || '/'}
                element={<ForRole {...page} />}
              />
            ))}
            <Route path="*" element={<AdminNotFound />} />
          </Routes>
        </ErrorBoundary>
      </StaffOnly>
    </AdminFrame>
  );
}

function ForRole({ roles, Page }: StaffPage) {
  return mayOpen(roles, useRole()) ? <Page /> : <Forbidden roles={roles} />;
}
