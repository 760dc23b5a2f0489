-- A temporary table is found before all others, and whoever makes one called as a table that a trigger asks answers for it. The
-- functions of triggers look into the schema first; those of later migrations must say so themselves.
do $$
declare
    guard regprocedure;
begin
    for guard in select p.oid::regprocedure from pg_proc p
                 where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype
                   and p.proconfig is null and pg_has_role(p.proowner, 'usage') loop
        execute format('alter function %s set search_path = public, pg_temp', guard);
    end loop;
end $$;
