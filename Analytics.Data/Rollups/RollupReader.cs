using Analytics.Data.Postgres;

namespace Analytics.Data.Rollups;

/// <summary>
/// Adds up what the rollups say about ranges of time, and at their ragged ends what the raw rows say: exactly, in one snapshot
/// and mostly with one round trip. What that costs grows with the names in the ranges, not with the events.
/// </summary>
sealed class RollupReader(AccountReader reader, TimeProvider clock, int nameLimit = RollupReader.NameLimit)
{
    /// <summary>Most names added up at once, 50 MB of them. A range with more is read several times, a share of its names each.</summary>
    public const int NameLimit = 1_000_000;

    /// <summary>More ragged ends than this are not worth a statement each: whoever asks such a thing reads raw rows.</summary>
    public const int RaggedLimit = 16;

    /// <summary>Whether the ranges have few ragged ends.</summary>
    public static bool Suits(IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> ranges, DateTimeOffset now) =>
        ranges.Sum(range => RangeParts.Of(range.From, range.To, now).Count(part => part.Grain is null)) <= RaggedLimit;

    /// <summary>
    /// Counts the events of one account, or of all when <paramref name="accountId"/> is null, in each range, from inclusive to
    /// exclusive. <paramref name="add"/> gets a range's index and sums, in the order of the ranges: once, or once for each share
    /// of the names when there are very many; the events themselves are in the first. The sums are gone after the call.
    /// </summary>
    /// <exception cref="ArgumentException">The ranges have more than <see cref="RaggedLimit"/> ragged ends.</exception>
    public async Task ReadAsync(
        string? accountId, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> ranges, CountedNames names, Action<int, RollupChunk> add, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var parts = PartsOf(RangeParts.NoSlots);
        if (parts.Count(one => one.Part.Grain is null) > RaggedLimit) throw new ArgumentException("Too many ragged ends.", nameof(ranges));
        await using var connection = await reader.OpenAsync(accountId, cancellation);
        var slots = await HourSlots.ReadAsync(connection, accountId, parts, cancellation);
        if (slots.Count > 0) parts = PartsOf(slots);
        using var turn = new LargeTurn();
        var pass = new RollupPass(connection, accountId, names, nameLimit, turn, add);
        for (var next = 0; next < ranges.Count;)
        {
            var (end, namesInRange) = await pass.ReadAsync([.. parts.Where(one => one.Range >= next)], next, ranges.Count, cancellation);
            next = end;
            if (end == ranges.Count) break;

            // The range at which it stopped is too large to be added up at once.
            var shares = (int)Math.Min(1_000, (namesInRange + nameLimit - 1) / nameLimit);
            for (var share = 0; share < shares; share++)
                await pass.ReadShareAsync([.. parts.Where(one => one.Range == end)], end, (share, shares), cancellation);
            next++;
        }

        List<NumberedPart> PartsOf(IReadOnlyDictionary<DateTime, RollupGrain> slots) =>
            [.. ranges.SelectMany((range, index) => RangeParts.Of(range.From, range.To, now, slots).Select(part => new NumberedPart(index, part)))];
    }
}
