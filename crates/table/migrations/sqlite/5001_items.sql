-- One table as DynamoDB would hold it: a partition and a sort key, local indexes that share the
-- partition, global ones with keys of their own. An item that leaves an index key out is not in
-- that index (sparse).
create table items (
  pk text not null,
  sk text not null,
  version integer not null,
  body text not null,
  lsi1 text,
  lsi2 text,
  lsi3 text,
  lsi4 text,
  lsi5 text,
  gsi1pk text,
  gsi1sk text,
  gsi2pk text,
  gsi2sk text,
  gsi3pk text,
  gsi3sk text,
  primary key (pk, sk)
) strict, without rowid;

create index items_lsi1 on items (pk, lsi1, sk) where lsi1 is not null;
create index items_lsi2 on items (pk, lsi2, sk) where lsi2 is not null;
create index items_lsi3 on items (pk, lsi3, sk) where lsi3 is not null;
create index items_lsi4 on items (pk, lsi4, sk) where lsi4 is not null;
create index items_lsi5 on items (pk, lsi5, sk) where lsi5 is not null;
create index items_gsi1 on items (gsi1pk, gsi1sk, pk, sk) where gsi1sk is not null;
create index items_gsi2 on items (gsi2pk, gsi2sk, pk, sk) where gsi2sk is not null;
create index items_gsi3 on items (gsi3pk, gsi3sk, pk, sk) where gsi3sk is not null;
