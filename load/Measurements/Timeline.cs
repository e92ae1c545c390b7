using Analytics.Load.Bench;

namespace Analytics.Load.Measurements;

/// <summary>
/// One kind of requests over the time of a run, and all of them together: what plots are made of, and the percentiles that the
/// engines' own statistics lack. Its memory does not grow with the requests: the stretch that runs is a histogram, those behind
/// it are a point each, and a long run has longer stretches. It begins with the first request, not with what was prepared before.
/// </summary>
sealed class Timeline(string name, TimeSpan planned, TimeProvider clock)
{
    const int PointTarget = 600;

    readonly Lock counting = new();
    readonly TimeSpan stretch = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(planned.TotalSeconds / PointTarget)));
    readonly List<TimelinePoint> points = [];
    readonly Latencies all = new();
    Latencies current = new();
    long currentNumber, ok, failed, currentFailed;
    long? began, lastAt;

    public string Name => name;

    /// <summary>Timestamps of the first request's intended start and of the last answer; null before there are both.</summary>
    public (long Began, long LastAt)? Course
    {
        get
        {
            lock (counting) return began is { } from && lastAt is { } to ? (from, to) : null;
        }
    }

    /// <summary>When the first request was meant to start; later ones change nothing.</summary>
    public void Begin(long timestamp)
    {
        lock (counting) began ??= timestamp;
    }

    public (long Ok, long Failed) Counts
    {
        get
        {
            lock (counting) return (ok, failed);
        }
    }

    public void Add(TimeSpan latency, bool isOk)
    {
        lock (counting)
        {
            lastAt = clock.GetTimestamp();
            began ??= lastAt;
            EndStretches();
            if (isOk)
            {
                all.Add(latency);
                current.Add(latency);
                ok++;
            }
            else
            {
                currentFailed++;
                failed++;
            }
        }
    }

    /// <summary>Of all requests that succeeded.</summary>
    public TimeSpan Quantile(double part)
    {
        lock (counting) return all.Quantile(part);
    }

    /// <summary>The stretches so far, without the one that runs unless <paramref name="withLast"/>.</summary>
    public IReadOnlyList<TimelinePoint> Points(bool withLast)
    {
        lock (counting)
        {
            EndStretches();
            var length = Elapsed - (currentNumber * stretch);
            return withLast && current.Count + currentFailed > 0 ? [.. points, Point(length)] : [.. points];
        }
    }

    TimeSpan Elapsed => began is { } from ? clock.GetElapsedTime(from) : TimeSpan.Zero;

    void EndStretches()
    {
        var number = (long)(Elapsed / stretch);
        while (currentNumber < number)
        {
            points.Add(Point(stretch));
            currentNumber++;
            if (current.Count > 0) current = new Latencies();
            currentFailed = 0;
        }
    }

    TimelinePoint Point(TimeSpan length) => new(currentNumber * stretch, length, current.Count, currentFailed, CurrentQuantile(0.5), CurrentQuantile(0.99));

    TimeSpan? CurrentQuantile(double part) => current.Count > 0 ? current.Quantile(part) : null;
}
