-- A fee for issuing is owed until a day: what was approved before there was one gets the days that everybody has.
update applications.applications set expires_on = (decided_at at time zone 'Asia/Dushanbe')::date + 90
  where state = 'approved' and fee_due and expires_on is null and decided_at is not null;
-- One message asks for money, not two.
update notifications.messages set code = 'application.awaiting-payment' where code = 'payment.requested';
