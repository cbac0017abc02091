-- The order of the list of sale prices, those that are over included.
create index sale_prices_list on sale_prices (starts_at, id);
