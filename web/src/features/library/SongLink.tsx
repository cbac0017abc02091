import { Navigate, useParams } from 'react-router';

/** The address of one song: its editor over the list. */
export default function SongLink() {
  const { id = 'new' } = useParams();
  return <Navigate replace to={`/library?edit=${encodeURIComponent(id)}`} />;
}
