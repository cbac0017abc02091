import { useEffect, useEffectEvent } from 'react';
import { useSelector } from 'react-redux';
import { useNavigate } from 'react-router';
import type { AuthState } from '@/api/session';
import { useLook } from './useLook';

/** Says through whose eyes the shop is seen, and ends it: by its button, or when its time is over. */
export default function LookBanner() {
  const looking = useSelector(({ auth }: { auth: AuthState }) => auth.looking);
  const until = useSelector(({ auth }: { auth: AuthState }) => auth.expiresAt);
  const look = useLook();
  const navigate = useNavigate();

  async function stop() {
    const customer = looking?.customerId;
    void navigate(`/admin/customers/${customer}`);
    await look.end();
  }
  const onTime = useEffectEvent(() => void stop());
  useEffect(() => {
    const timer = setTimeout(onTime, Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  if (!looking) return null;
  return (
    <div
      role="region"
      aria-label="Seeing the shop as a customer"
      className="sticky top-0 z-50 flex flex-wrap items-center justify-center gap-x-4 gap-y-1 bg-ink px-4 py-2 text-sm text-paper print:hidden"
    >
      <p role="status">
        You see the shop as <strong>{looking.name}</strong>. You can look, and change nothing.
      </p>
      <button
        type="button"
        onClick={() => void stop()}
        className="min-h-9 rounded-full bg-paper px-4 font-semibold text-ink hover:bg-surface"
      >
        Stop
      </button>
    </div>
  );
}
