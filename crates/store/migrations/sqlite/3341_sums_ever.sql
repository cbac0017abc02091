-- Of everything sold, sums of all time too, as period 0: a long range up to now is they less what came before.
insert into sales_items (dimension, scope, currency, period, key, orders, units, sold_cents, refunded_cents)
select dimension, scope, currency, 0, key, sum(orders), sum(units), sum(sold_cents), sum(refunded_cents)
from sales_items
where period > 0
  and period < 10000
group by dimension, scope, currency, key;
