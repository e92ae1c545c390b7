using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Ingest.Api.Telemetry;

namespace Ingest.Api.Pipeline;

/// <summary>Writes what was received to the ledger, every second and once more at the end. While PostgreSQL is away the counts wait here.</summary>
sealed class ReceivedFlush(ReceivedCounter counter, PostgresLedger ledger, TimeProvider clock, ILogger<ReceivedFlush> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LastWriteTimeout = TimeSpan.FromSeconds(3);

    readonly SharedTurn turn = new(clock);
    readonly Guid process = Guid.NewGuid();
    Dictionary<string, long> taken = [];
    long number;
    bool wasAway;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var deadline = new CancellationTokenSource(LastWriteTimeout, clock);
        try
        {
            await WriteAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            Away(late);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
    }

    /// <summary>Writes what is not written yet. Whoever reads the ledger calls it first, so that an answer misses nothing this process knows.</summary>
    public Task WriteAsync(CancellationToken cancellation) => turn.RunAsync(WriteOnceAsync, cancellation);

    async Task WriteOnceAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteTakenAsync(cancellation); // what could not be written before, or was and nobody said so
            (taken, number) = (counter.Take(), number + 1);
            await WriteTakenAsync(cancellation);
            wasAway = false;
        }
        catch (Exception away) when (StoreAway.IsSaidBy(away))
        {
            Away(away);
        }
    }

    async Task WriteTakenAsync(CancellationToken cancellation)
    {
        if (taken.Count == 0) return;
        await ledger.WriteReceivedAsync(process, number, taken, cancellation);
        taken = [];
    }

    void Away(Exception away)
    {
        if (!wasAway) ApiLog.LedgerAway(log, away.Message);
        wasAway = true;
    }
}
