namespace Analytics.Data.Rollups;

/// <summary>
/// The turn of a reader whose sums are large: one or two have theirs at a time in a process, whoever asks, as they are what its memory is
/// spent on. Kept until the reader is done, whose tables keep the room they have grown to.
/// </summary>
sealed class LargeTurn : IDisposable
{
    const long RoomForTwo = 1L << 30;

    static readonly SemaphoreSlim Turns = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < RoomForTwo ? 1 : 2);

    bool isTaken;

    /// <summary>Returns when it is this reader's turn, at once when it has it.</summary>
    public async ValueTask TakeAsync(CancellationToken cancellation)
    {
        if (isTaken) return;
        await Turns.WaitAsync(cancellation);
        isTaken = true;
    }

    public void Dispose()
    {
        if (isTaken) Turns.Release();
        isTaken = false;
    }
}
