using Analytics.Data.Events;
using Analytics.Load.Events;

namespace Analytics.Load.Seed;

/// <summary>
/// Seeds past the API and the queue, through the store that the workers use: COPY, with rollups and ledger in the same transactions.
/// For a database that is to be large soon; it says nothing about the line.
/// </summary>
sealed class DirectSeeding(SeedEvents events, string postgres, TimeProvider clock)
{
    const int Writers = 2;

    /// <summary>Blocks in a transaction: the rows of one, as large as the workers' own batches are under load.</summary>
    const int BlocksPerBatch = 10;

    /// <summary>Stores all of them.</summary>
    /// <returns>What became of them.</returns>
    public async Task<AppendResult> RunAsync(SeedTally done, CancellationToken cancellation)
    {
        await using var writer = new WriterDataSource(postgres);
        long next = -BlocksPerBatch;
        var parts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(StoreAsync, cancellation)));
        return new AppendResult(parts.Sum(part => part.Received), parts.Sum(part => part.Inserted), parts.Sum(part => part.SetAside));

        async Task<AppendResult> StoreAsync()
        {
            var store = new PostgresEventStore(writer, clock);
            var sum = default(AppendResult);
            while (Interlocked.Add(ref next, BlocksPerBatch) is var first && first < events.BlockCount)
            {
                var batch = Batch(first);
                var result = await store.AppendAsync(batch, cancellation);
                sum = new AppendResult(sum.Received + result.Received, sum.Inserted + result.Inserted, sum.SetAside + result.SetAside);
                done.Add(batch.Rows.Count);
            }

            return sum;
        }
    }

    // Past every API: so that the ledger counts them as received, too. A new message every time: seeded again, they are duplicates.
    EventBatch Batch(long first)
    {
        var (batch, receivedAt) = (new EventBatch(), clock.GetUtcNow().UtcDateTime);
        for (var number = first; number < Math.Min(first + BlocksPerBatch, events.BlockCount); number++)
            batch.Rows.AddRange(events.Block(number).Select(one => MadeRow.Of(one, receivedAt)));
        batch.EndMessage(Guid.NewGuid(), fromBus: true);
        return batch;
    }
}
