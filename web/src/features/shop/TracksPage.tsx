export default function TracksPage() {
  return <h1 className="page py-10 text-4xl font-bold">Tracks</h1>;
}
