using System.ComponentModel.DataAnnotations;

namespace Ingest.Worker.Events;

/// <summary>Knobs of the worker's consumers; section <c>Ingest</c>.</summary>
public sealed class IngestOptions
{
    /// <summary>
    /// Most messages in a batch, whatever they hold. Default 48: with full frames some 14,000 events; with 64 the line was no faster and the worker
    /// larger (load/results/memory-2026-11-30.md).
    /// </summary>
    [Range(1, 1_000)]
    public int BatchMessageLimit { get; set; } = 48;

    /// <summary>A batch is taken at the latest this long after its first message; what a lone event waits before it is stored. Default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan BatchTimeLimit { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many batches one worker stores beside one another, each on a connection of its own. Default 2.</summary>
    [Range(1, 16)]
    public int ConcurrentBatches { get; set; } = 2;

    /// <summary>
    /// Most connections to PostgreSQL that a worker holds, 8 by default: one for each batch of either kind of message (frames, and single events), and one each
    /// for replays, folding, retention and the look at the ledger. Who waits for a connection of a pool that is exhausted takes PostgreSQL for away.
    /// </summary>
    public int ConnectionLimit => (2 * ConcurrentBatches) + 4;

    /// <summary>Most events in one transaction; a larger batch is stored in several. Default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int TransactionEventLimit { get; set; } = 20_000;

    /// <summary>Retries of a batch that met another one (deadlock, serialization). Default 5.</summary>
    [Range(0, 20)]
    public int RetryLimit { get; set; } = 5;

    /// <summary>The first retry's pause; it doubles from one to the next, up to <see cref="RetryPauseLimit"/>. Default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between retries. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan RetryPauseLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long messages are held for a database that is away; then they go back to the queue. Default 1 minute. RabbitMQ takes them away by
    /// itself after 3 (deploy/local/rabbitmq.conf; 30 unless it is told), and half of that may go beside: a statement that gives up after
    /// 30 s, a pause and a look at PostgreSQL, a bus that lets go after 30 s. By those limits, not measured.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:30")]
    public TimeSpan HoldTimeLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause between two looks whether PostgreSQL is back; messages are held so much longer. Default 5 s; the first is 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:15")]
    public TimeSpan ProbePauseLimit { get; set; } = TimeSpan.FromSeconds(5);
}
