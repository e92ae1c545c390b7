using System.Diagnostics.Metrics;
using Analytics.Client.Buffering;
using Analytics.Client.Hosting;
using Analytics.Client.Sending;
using Analytics.Client.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analytics.Client;

/// <summary>
/// The tracker. A program without a host makes one and disposes it, which sends what waits, for <see cref="EventTrackerOptions.DrainTimeLimit"/>
/// at most; a program that ends without disposing it (it returns from Main, calls <c>Environment.Exit</c>, is told to by SIGTERM or Ctrl-C)
/// has it done then. Killed or crashed, a process loses what waited.
/// </summary>
public sealed class EventTracker : IEventTracker, IAsyncDisposable, IDisposable
{
    readonly EventBuffer buffer;
    readonly EventSender sender;
    readonly EventsEndpoint endpoint;
    readonly Tally tally = new();
    readonly TrackerMetrics metrics;
    readonly FailureLog failures;
    readonly ITimer telling;
    readonly TimeProvider clock;
    readonly TimeSpan drainTimeLimit;
    readonly CancellationTokenSource givenUp = new();
    readonly Lazy<Task> stopped;
    readonly Task sending;
    readonly ProcessEnd processEnd;
    CancellationToken stopCancellation;

    /// <summary>Makes a tracker, which begins to send at once.</summary>
    /// <param name="options">At least <see cref="EventTrackerOptions.Endpoint"/> is set.</param>
    /// <param name="log">Where failures are told; null: nowhere.</param>
    /// <param name="clock">Whose time events have; null: the system's.</param>
    /// <param name="meters">Makes the meter <c>Analytics.Client</c>; null: it is made without.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message says which.</exception>
    public EventTracker(EventTrackerOptions options, ILogger<EventTracker>? log = null, TimeProvider? clock = null, IMeterFactory? meters = null)
        : this(options, log, clock, meters, isHosted: false)
    {
    }

    internal EventTracker(EventTrackerOptions options, ILogger<EventTracker>? log, TimeProvider? clock, IMeterFactory? meters, bool isHosted)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (EventTrackerOptionsValidation.Faults(options) is { Count: > 0 } faults) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        this.clock = clock ?? TimeProvider.System;
        drainTimeLimit = options.DrainTimeLimit;
        buffer = new EventBuffer(options);
        endpoint = new EventsEndpoint(options, this.clock);
        metrics = new TrackerMetrics(tally, meters);
        failures = new FailureLog(log ?? NullLogger<EventTracker>.Instance, options.FailureLogInterval, this.clock);
        sender = new EventSender(options, buffer, endpoint, tally, failures, this.clock);
        stopped = new Lazy<Task>(StopOnceAsync);

        // Made within a request, it must not carry that request's trace and locals along for the rest of its life.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            sending = Task.Run(() => sender.RunAsync(givenUp.Token));
            telling = this.clock.CreateTimer(_ => failures.TellIfDue(), null, options.FailureLogInterval, options.FailureLogInterval);
        }

        processEnd = new ProcessEnd(Dispose, isHosted ? null : FlushAtSignal);
    }

    /// <inheritdoc/>
    public EventCounts Counts => tally.Read();

    /// <inheritdoc/>
    public void Track(string account, string user, EventName type, IReadOnlyDictionary<string, object?>? metadata = null, string? path = null)
    {
        tally.Track();
        var name = type.ToString();
        var at = clock.GetUtcNow();
        var tracked = new TrackedEvent(UuidV7.New(at), at.UtcDateTime, account, user, name, path, null);
        if (string.IsNullOrEmpty(account) || string.IsNullOrEmpty(user) || name.Length == 0)
        {
            Refuse("missing: account, user or type", tracked);
            return;
        }

        if (metadata is not null)
        {
            if (!MetadataJson.TryWrite(metadata, out var json, out var fault))
            {
                Refuse(fault, tracked);
                return;
            }

            tracked = tracked with { Metadata = json };
        }

        if (buffer.TryAdd(tracked)) return;
        tally.Drop(buffer.IsClosed ? DropReason.Stopped : DropReason.BufferFull, 1);
        if (buffer.IsClosed) failures.Stopped.Add("tracked after the end", tracked, 1);
        else failures.BufferFull.Add("the buffer is full", tracked, 1);
    }

    /// <inheritdoc/>
    public Task FlushAsync(CancellationToken cancellation = default) => Task.WhenAny(sender.FlushedAsync(), sending).WaitAsync(cancellation);

    /// <summary>Takes no more events, sends what waits within the limit, counts and tells the rest as dropped.</summary>
    public ValueTask DisposeAsync() => new(stopped.Value);

    /// <summary>As <see cref="DisposeAsync"/>; holds up the thread meanwhile.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>As <see cref="DisposeAsync"/>, and gives up sooner when the token says so.</summary>
    internal Task StopAsync(CancellationToken cancellation)
    {
        if (!stopped.IsValueCreated) stopCancellation = cancellation;
        return stopped.Value;
    }

    void Refuse(string fault, in TrackedEvent refused)
    {
        tally.Refuse(1);
        failures.Refused.Add(fault, refused, 1);
    }

    async Task StopOnceAsync()
    {
        processEnd.Dispose();
        buffer.Close();
        using (var limit = new CancellationTokenSource(drainTimeLimit, clock))
        using (stopCancellation.Register(limit.Cancel))
        using (limit.Token.Register(givenUp.Cancel))
        {
            await sending.ConfigureAwait(false);
        }

        await telling.DisposeAsync().ConfigureAwait(false);
        failures.TellAll();
        endpoint.Dispose();
        metrics.Dispose();
        givenUp.Dispose();
    }

    void FlushAtSignal()
    {
        using var limit = new CancellationTokenSource(drainTimeLimit, clock);
        try
        {
            FlushAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The process ends, or does not, without them: what is lost is said when it is disposed.
        }
    }
}
