-- A range that begins or ends within an hour reads that hour's raw rows, and an hour of a busy account has very many. So hours
-- with many events, once they have come to rest, are counted in slots of five minutes too, and the busiest of them in minutes.
-- An hour's only chunk says by its level that its slots hold all that it holds: 101 fives, 102 fives and minutes; 109 says that
-- its rows do not add up to it, as when their month was dropped, and that it has none. Whatever is counted in the hour later is
-- another chunk beside that one, or makes a new one of level 100: its slots are then of no use until they are made again.

alter table rollups drop constraint rollups_grain;
alter table rollups add constraint rollups_grain
  check (grain in ('minute', 'five_minutes', 'hour', 'six_hours', 'day')) not valid; -- what is there is fewer: nothing to look through

-- The hours that wait for it; 2,048 is BusyHours.EventThreshold.
create index rollups_folded_at_busy on rollups (folded_at) where grain = 'hour' and level = 100 and events >= 2048;
