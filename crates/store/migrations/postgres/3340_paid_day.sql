-- The last day on which a customer paid an order: who has paid since a day is then a count. `last_day` is a
-- refund's too.
alter table sales_customers add column paid_day bigint not null default 0;

update sales_customers
set paid_day = s.day
from (
  select currency, customer_id, max(day) as day
  from sales
  where kind = 'sale'
  group by currency, customer_id
) s
where s.currency = sales_customers.currency
  and s.customer_id = sales_customers.customer_id;
