using System.Diagnostics;
using System.Globalization;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>How long it took, after a fault was over, until events were accepted again and until those accepted before were stored.</summary>
sealed class Recovery(Func<Task<long>> stored)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    long begunAt = long.MaxValue;
    long acceptedAt;
    Task storing = Task.CompletedTask;
    TimeSpan? storedAfter;

    /// <summary>The fault is over, and so many events wait to be stored or are.</summary>
    public void Begin(int accepted)
    {
        Volatile.Write(ref begunAt, Stopwatch.GetTimestamp());
        storing = StoredAsync(accepted);
    }

    /// <summary>A post that was begun then was accepted now.</summary>
    public void Accepted(long asked)
    {
        if (asked >= Volatile.Read(ref begunAt)) Interlocked.CompareExchange(ref acceptedAt, Stopwatch.GetTimestamp(), 0);
    }

    /// <summary>Until what waited when the fault was over is stored.</summary>
    public Task IsOverAsync() => storing;

    public override string ToString() => storedAfter is { } after && acceptedAt != 0
        ? string.Create(CultureInfo.InvariantCulture, $"accepted again after {Stopwatch.GetElapsedTime(begunAt, acceptedAt).TotalSeconds:0.0} s, all stored after {after.TotalSeconds:0.0} s")
        : "recovery not measured";

    async Task StoredAsync(int accepted)
    {
        await Soon.IsAsync(stored, rows => rows >= accepted, $"the {accepted} events accepted during the fault are stored", Limit);
        storedAfter = Stopwatch.GetElapsedTime(begunAt);
    }
}
