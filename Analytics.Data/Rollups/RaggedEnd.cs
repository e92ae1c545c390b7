using Analytics.Data.Events;
using Npgsql;

namespace Analytics.Data.Rollups;

/// <summary>What the raw rows of a ragged end come to, of one share of their names; its memory is that of the names.</summary>
sealed class RaggedEnd
{
    RollupChunk counts = new();

    public RaggedEnd(int range, (int Share, int Shares) share)
    {
        Range = range;
        counts.Clear(share);
    }

    public int Range { get; }

    /// <summary>How many names it holds, as <see cref="RollupChunk.UsualNames"/> counts them.</summary>
    public long Names => counts.UsualNames;

    /// <summary>Adds a row of its events, or takes it away when <paramref name="sign"/> is -1.</summary>
    public void Add(int sign, NpgsqlDataReader row) => counts.Add(sign, EventColumns.OptionalText(row, 0), EventColumns.OptionalText(row, 1), EventColumns.OptionalText(row, 2));

    /// <summary>Forgets all names but those of a share, which is part of the share that it has.</summary>
    public void Keep((int Share, int Shares) share)
    {
        var kept = new RollupChunk();
        kept.Clear(share);
        kept.Add(counts);
        counts = kept;
    }

    public void AddTo(RollupChunk sums) => sums.Add(counts);
}
