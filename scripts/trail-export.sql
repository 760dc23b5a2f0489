-- The trail of a database without its service, line for line what GET /api/v1/audit/export answers, but for the public keys:
-- links with their hashes in front, then checkpoints with their signatures, then events that wait for their link, then events that
-- neither have one nor wait. For verify-trail.sh.
with event as (
    select id,
        '{"act":' || to_json(act) || ',"actor":' || coalesce(to_json(actor)::text, 'null')
        || ',"actorId":' || coalesce(to_json(actor_id::text)::text, 'null') || ',"address":' || coalesce(to_json(address)::text, 'null')
        || ',"after":' || coalesce(after::text, 'null')
        || ',"at":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
        -- as many digits of the second as there are, in threes
        || case when extract(microseconds from at)::bigint % 1000000 = 0 then ''
                when extract(microseconds from at)::bigint % 1000 = 0 then to_char(at, '.MS') else to_char(at, '.US') end
        || 'Z","before":' || coalesce(before::text, 'null')
        || ',"examinationId":' || coalesce(to_json(examination_id::text)::text, 'null') || ',"id":' || id
        || ',"objectId":' || to_json(object_id) || ',"objectType":' || to_json(object_type)
        || ',"requestId":' || coalesce(to_json(request_id)::text, 'null')
        || ',"roles":[' || coalesce((select string_agg(to_json(role)::text, ',' order by place)
                                     from unnest(string_to_array(nullif(roles, ''), ',')) with ordinality as held (role, place)), '')
        || '],"sessionId":' || coalesce(to_json(session_id::text)::text, 'null') || '}' as text
    from audit_event
),
line as (
    select 1 as part, l.sequence as place,
        '{"hash":"' || l.hash || '","link":'
        || coalesce('{"event":' || e.text || ',"previousHash":"' || l.previous_hash || '","sequence":' || l.sequence || '}', 'null') || '}' as text
    from audit_link l left join event e on e.id = l.event_id
    union all
    select 2, number,
        '{"signature":"' || signature || '","checkpoint":{"at":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
        || case when extract(microseconds from at)::bigint % 1000000 = 0 then ''
                when extract(microseconds from at)::bigint % 1000 = 0 then to_char(at, '.MS') else to_char(at, '.US') end
        || 'Z","hash":"' || hash || '","keyId":"' || key_id || '","number":' || number || ',"sequence":' || sequence || '}}'
    from audit_checkpoint
    union all
    select case when p.event_id is null then 4 else 3 end, e.id,
        case when p.event_id is null then '{"outside":' else '{"unlinked":' end || e.text || '}'
    from event e left join audit_pending p on p.event_id = e.id
    where not exists (select from audit_link l where l.event_id = e.id)
)
select text from line order by part, place;
