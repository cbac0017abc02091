export default function SearchPage() {
  return <h1 className="page py-10 text-4xl font-bold">Search</h1>;
}
