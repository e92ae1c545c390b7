using Npgsql;

namespace Analytics.Data.Rollups;

/// <summary>
/// The ragged ends of some ranges, added up as their rows arrive; how many names they bring shows only then. When it is more than a
/// limit, half of the names are kept from there on, or half of those: enough to say how many there are, which are then read in shares.
/// </summary>
sealed class RaggedEnds
{
    const int ShareLimit = 1_000;

    readonly List<RaggedEnd> ends = [];
    (int Share, int Shares) share;
    int halvings;

    RaggedEnds((int Share, int Shares) share) => this.share = share;

    /// <summary>The range with the most names where not all were kept, else null.</summary>
    public int? TooLarge => halvings == 0 ? null : ends.Select(end => end.Range).MaxBy(NamesOf);

    /// <summary>
    /// Reads the results of the ragged parts, which stand first, and leaves the reader at the result behind them. At a tenth of the
    /// limit it waits for the turn of those whose sums are large.
    /// </summary>
    public static async Task<RaggedEnds> ReadAsync(
        NpgsqlDataReader rows, List<NumberedPart> parts, (int Share, int Shares) share, int nameLimit, LargeTurn turn, CancellationToken cancellation)
    {
        var ragged = new RaggedEnds(share);
        foreach (var (range, part) in parts.Where(one => one.Part.Grain is null))
        {
            var before = ragged.ends.Sum(one => one.Names);
            var end = new RaggedEnd(range, ragged.share);
            ragged.ends.Add(end);
            while (await rows.ReadAsync(cancellation))
            {
                end.Add(part.Sign, rows);
                if (before + end.Names > nameLimit / 10) await turn.TakeAsync(cancellation);
                while (before + end.Names > nameLimit && ragged.share.Shares < ShareLimit)
                {
                    ragged.KeepHalf();
                    before = ragged.ends.Sum(one => one.Names) - end.Names;
                }
            }

            await rows.NextResultAsync(cancellation);
        }

        return ragged;
    }

    /// <summary>How many names the ends of a range have; nearly, where not all were kept.</summary>
    public long NamesOf(int range) => (1L << halvings) * Of(range).Sum(end => end.Names);

    public void AddTo(int range, RollupChunk sums)
    {
        foreach (var end in Of(range)) end.AddTo(sums);
    }

    IEnumerable<RaggedEnd> Of(int range) => ends.Where(end => end.Range == range);

    void KeepHalf()
    {
        share = (share.Share, 2 * share.Shares);
        halvings++;
        foreach (var end in ends) end.Keep(share);
    }
}
