using Analytics.Client.Buffering;
using Analytics.Client.Telemetry;

namespace Analytics.Client.Sending;

/// <summary>
/// Sends one batch until each of its events is sent, refused or dropped, and counts them. A batch that may be taken later is tried for
/// as long as the process lives: the buffer behind it is bounded, and to drop the oldest for the newest would gain nothing.
/// </summary>
sealed class EventDelivery(EventTrackerOptions options, EventsEndpoint endpoint, Tally tally, FailureLog failures, TimeProvider clock)
{
    public const string OutOfTime = "not sent within the time for it";

    readonly BatchBody body = new(options.Compress);
    readonly TimeSpan firstPause = options.FirstRetryPause;
    readonly TimeSpan pauseLimit = options.RetryPauseLimit;

    public async Task DeliverAsync(ReadOnlyMemory<TrackedEvent> batch, CancellationToken givenUp)
    {
        // What could not be sent whole; at most log2(batch) + 1 parts wait at a time.
        var parts = new Stack<ReadOnlyMemory<TrackedEvent>>([batch]);
        while (parts.TryPop(out var part))
        {
            Answer answer;
            try
            {
                answer = await AnswerAsync(part, givenUp).ConfigureAwait(false);
            }
            catch (Exception) when (givenUp.IsCancellationRequested)
            {
                GiveUp(part.Span, OutOfTime);
                while (parts.TryPop(out var unsent)) GiveUp(unsent.Span, OutOfTime);
                throw;
            }

            if (answer.Kind == AnswerKind.TooLarge && part.Length > 1)
            {
                parts.Push(part[(part.Length / 2)..]);
                parts.Push(part[..(part.Length / 2)]);
            }
            else
            {
                Count(part, answer);
            }
        }
    }

    /// <summary>Counts events that are not sent any more.</summary>
    public void GiveUp(ReadOnlySpan<TrackedEvent> events, string error)
    {
        if (events.IsEmpty) return;
        tally.Drop(DropReason.Stopped, events.Length);
        failures.Stopped.Add(error, events[0], events.Length);
    }

    /// <summary>Sends until there is an answer that is not temporary.</summary>
    async Task<Answer> AnswerAsync(ReadOnlyMemory<TrackedEvent> part, CancellationToken givenUp)
    {
        try
        {
            var bytes = body.Write(part.Span);
            for (var attempts = 1; ; attempts++)
            {
                var answer = await endpoint.PostAsync(bytes, givenUp).ConfigureAwait(false);
                if (answer.Kind != AnswerKind.Temporary) return answer;
                failures.Retrying.Add(answer.Error, part.Span[0], 1);
                failures.TellIfDue();
                var pause = RetryPause.After(attempts, answer.RetryAfter, firstPause, pauseLimit, Jitter());
                await Task.Delay(pause, clock, givenUp).ConfigureAwait(false);
                tally.Retry();
            }
        }
        catch (Exception defect) when (!givenUp.IsCancellationRequested)
        {
            // Of a handler that somebody else wrote, or ours: the events behind this batch go on.
            return new Answer(AnswerKind.Permanent, defect.GetType().Name, null, []);
        }
    }

    void Count(ReadOnlyMemory<TrackedEvent> part, Answer answer)
    {
        var events = part.Span;
        var refused = Math.Min(answer.Rejected.Count, events.Length);
        if (answer.Kind is not (AnswerKind.Judged or AnswerKind.NoneTaken)) refused = 0;
        if (refused > 0)
        {
            var first = answer.Rejected[0];
            tally.Refuse(refused);
            failures.Refused.Add($"{first.Code} {first.Field}".TrimEnd(), events[Math.Clamp(first.Index, 0, events.Length - 1)], refused);
        }

        var others = events.Length - refused;
        if (others == 0) return;
        if (answer.Kind == AnswerKind.Judged)
        {
            tally.Send(others);
            return;
        }

        tally.Drop(DropReason.RequestRefused, others);
        failures.RequestRefused.Add(answer.Error, events[0], others);
    }

#pragma warning disable CA5394 // Jitter is no secret.
    static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
