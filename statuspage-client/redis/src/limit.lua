-- A rate limit that processes share: at most so many requests in any window, urgent ones first, and otherwise the processes in
-- turn. All times are milliseconds of the server's clock.
--
-- KEYS: 1 ends: a sorted set, when each counted request stops counting
--       2 urgent, 3 normal: sorted sets, the waiting processes by their tickets
--       4 due: a hash, when each waiting process was asked to come back
--       5 state: a hash
-- Returns {0, how long it took no longer than, the next time to ask} for a permit, {1, pause} if there is none, and {2, pause}
-- if the server cannot know what was sent before.
local operation, process, priority, has_more = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4] == '1'
local requests, window, margin, reserve = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
-- Until when the process waits for the answer, or 0; whether it could not reach the server before, or how long the service pauses.
local patience, extra, known_run = tonumber(ARGV[9]), tonumber(ARGV[10]), ARGV[11]

local DAY = 24 * 60 * 60 * 1000
-- How long nobody was permitted anything after an outage of all, so that all can report what they have sent meanwhile.
local REPORTING = 2500
local OUTAGE = 1000

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local counts = window + margin

-- The process has given up: the server was paused.
if patience > 0 and now > patience then
    return {1, 0, now}
end

local run, last, reporting, blocked = unpack(redis.call('HMGET', KEYS[5], 'run', 'last', 'reporting', 'blocked'))
last, reporting, blocked = tonumber(last or 0), tonumber(reporting or 0), tonumber(blocked or 0)

-- A server that has started less than a window ago may have lost what was sent before. The process knows which start it is
-- connected to, because asking for it takes long.
if run ~= known_run then
    local info = redis.call('INFO', 'server')
    local uptime = (tonumber(string.match(info, 'uptime_in_seconds:(%d+)')) or 0) * 1000
    if uptime < counts then
        return {2, counts - uptime, now}
    end
    redis.call('HSET', KEYS[5], 'run', string.match(info, 'run_id:(%w+)') or '')
end

for _, key in ipairs(KEYS) do
    redis.call('PEXPIRE', key, DAY)
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)

local function count(ending)
    redis.call('ZADD', KEYS[1], ending, redis.call('HINCRBY', KEYS[5], 'request', 1))
end

-- What the process has sent while it could not reach the server.
for index = 12, #ARGV do
    local ending = now - tonumber(ARGV[index]) + counts
    if ending > now then
        count(ending)
    end
end

local counted = redis.call('ZCARD', KEYS[1])

-- When the permit with this index is available, if those before it are taken.
local function available(index)
    local round = math.floor(index / requests)
    local number = counted + index % requests - requests
    local at = now
    if number >= 0 then
        local ending = redis.call('ZRANGE', KEYS[1], number, number, 'WITHSCORES')
        at = tonumber(ending[2] or now + counts)
    end
    return at + round * counts
end

-- When a process can send that has so many before it. A normal call leaves permits for urgent ones: the first one is available
-- after one interval at the latest, and each further one after one more.
local function ready(of, ahead)
    local at = math.max(available(ahead), blocked)
    if of == 1 then
        for urgent = 1, reserve do
            at = math.max(at, available(ahead + urgent) - math.floor(urgent * counts / requests))
        end
    end
    return at
end

if operation == 'refused' then
    -- With permits left, the operation that was refused has a limit of its own.
    if ready(1, 0) > now then
        redis.call('HSET', KEYS[5], 'blocked', math.max(blocked, now + extra))
    end
    return {1, 0, now}
end

redis.call('HSET', KEYS[5], 'last', now)
if extra == 1 and now - last > OUTAGE and now >= reporting then
    reporting = now + REPORTING
    redis.call('HSET', KEYS[5], 'reporting', reporting)
end
if now < reporting then
    return {1, reporting - now, now}
end

local lane, member = KEYS[2 + priority], priority .. process

-- Whether a permit is available for this process and for all before it. Those that did not come back in time are removed: they
-- have ended. Only the first ones are looked at, so that it does not matter how many wait.
local function is_turn()
    local ahead = 0
    for of = 0, priority do
        local index = 0
        while ready(priority, ahead) <= now do
            local other = redis.call('ZRANGE', KEYS[2 + of], index, index)[1]
            if not other then
                break
            elseif of == priority and other == process then
                return true
            end
            local due = tonumber(redis.call('HGET', KEYS[4], of .. other) or 0)
            if due + margin < now then
                redis.call('ZREM', KEYS[2 + of], other)
                redis.call('HDEL', KEYS[4], of .. other)
            else
                index = index + 1
                ahead = ahead + 1
            end
        end
    end
    return false
end

-- Returns after how long the process should ask again. It asks once in a window at least, because those before it may end.
local function come_back()
    local ahead = redis.call('ZRANK', lane, process)
    if priority == 1 then
        ahead = ahead + redis.call('ZCARD', KEYS[2])
    end
    local at = math.min(ready(priority, ahead), math.max(now + window, blocked))
    redis.call('HSET', KEYS[4], member, at)
    return at - now
end

local function join()
    redis.call('ZADD', lane, redis.call('HINCRBY', KEYS[5], 'ticket', 1), process)
end

if not redis.call('ZSCORE', lane, process) then
    join()
end
if not is_turn() then
    return {1, come_back(), now}
end

count(now + counts)
counted = counted + 1
redis.call('ZREM', lane, process)
redis.call('HDEL', KEYS[4], member)
if not has_more then
    return {0, 0, now}
end
join()
return {0, come_back(), now}
