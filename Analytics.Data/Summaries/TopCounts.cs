using System.Text;
using Analytics.Data.Rollups;

namespace Analytics.Data.Summaries;

/// <summary>The largest counts of several tables that share no name, as the shares of one range do.</summary>
sealed class TopCounts(int limit)
{
    readonly List<(byte[] Name, long Events)> largest = [];

    public void Add(CountTable table) => Add(table.Largest(limit));

    public void Add(IEnumerable<NamedCount> counts) => Add(counts.Select(count => (Encoding.UTF8.GetBytes(count.Name), count.Events)));

    void Add(IEnumerable<(byte[] Name, long Events)> counts)
    {
        largest.AddRange(counts);
        largest.Sort((x, y) => y.Events.CompareTo(x.Events) is var byCount and not 0 ? byCount : x.Name.AsSpan().SequenceCompareTo(y.Name));
        if (largest.Count > limit) largest.RemoveRange(limit, largest.Count - limit);
    }

    /// <summary>At most so many as the limit, the largest first and then by name in byte order.</summary>
    public List<NamedCount> ToList() => [.. largest.Select(one => new NamedCount(Encoding.UTF8.GetString(one.Name), one.Events))];
}
