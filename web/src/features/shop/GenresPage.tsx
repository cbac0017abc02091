export default function GenresPage() {
  return <h1 className="page py-10 text-4xl font-bold">Genres</h1>;
}
