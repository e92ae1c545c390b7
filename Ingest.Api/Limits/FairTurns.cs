namespace Ingest.Api.Limits;

/// <summary>
/// So many at a time, and of one account no more than two thirds, rounded up: whoever keeps all that it may get, for as long as it likes,
/// leaves the others some.
/// </summary>
sealed class FairTurns(int limit)
{
    readonly int share = limit - (limit / 3);
    readonly Lock taking = new();
    readonly Dictionary<string, int> takenBy = [];
    int taken;

    /// <summary>A turn, given back when it is disposed; null when as many as may have one.</summary>
    public IDisposable? TryTake(string accountId)
    {
        lock (taking)
        {
            var own = takenBy.GetValueOrDefault(accountId);
            if (taken == limit || own == share) return null;
            taken++;
            takenBy[accountId] = own + 1;
            return new Turn(this, accountId);
        }
    }

    void GiveBack(string accountId)
    {
        lock (taking)
        {
            taken--;
            if (--takenBy[accountId] == 0) takenBy.Remove(accountId);
        }
    }

    sealed class Turn(FairTurns of, string accountId) : IDisposable
    {
        int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0) of.GiveBack(accountId);
        }
    }
}
