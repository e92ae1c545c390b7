namespace Analytics.Load.Seed;

/// <summary>How far seeding is; counted by several at once.</summary>
sealed class SeedTally
{
    long done;

    /// <summary>Events that are delivered, new or not.</summary>
    public long Done => Interlocked.Read(ref done);

    public void Add(int events) => Interlocked.Add(ref done, events);
}
