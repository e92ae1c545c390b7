using Analytics.Data.Events;
using Npgsql;

namespace Analytics.Data.Rollups;

/// <summary>What the raw rows of a ragged end come to, added up as they arrive: its memory is that of their names.</summary>
sealed class RaggedEnd
{
    readonly RollupChunk counts = new();

    RaggedEnd(int range, (int Share, int Shares) share)
    {
        Range = range;
        counts.Clear(share);
    }

    public int Range { get; }

    /// <summary>Reads the results of the ragged parts, which stand first, and leaves the reader at the result behind them.</summary>
    public static async Task<List<RaggedEnd>> ReadAsync(NpgsqlDataReader rows, List<NumberedPart> parts, (int Share, int Shares) share, CancellationToken cancellation)
    {
        var ends = new List<RaggedEnd>();
        foreach (var (range, part) in parts.Where(one => one.Part.Grain is null))
        {
            var end = new RaggedEnd(range, share);
            while (await rows.ReadAsync(cancellation)) end.counts.Add(part.Sign, EventColumns.OptionalText(rows, 0), EventColumns.OptionalText(rows, 1), EventColumns.OptionalText(rows, 2));
            ends.Add(end);
            await rows.NextResultAsync(cancellation);
        }

        return ends;
    }

    public void AddTo(RollupChunk sums) => sums.Add(counts);
}
