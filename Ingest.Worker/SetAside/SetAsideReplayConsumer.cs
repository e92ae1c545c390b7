using System.Text;
using Analytics.Contracts;
using Analytics.Data.Changes;
using Analytics.Data.SetAside;
using Ingest.Worker.Events;
using Ingest.Worker.Telemetry;
using MassTransit;

namespace Ingest.Worker.SetAside;

/// <summary>Replays events that were set aside, some at a time; a longer replay goes on with a message of its own.</summary>
sealed class SetAsideReplayConsumer(PostgresSetAsideReplay replay, DatabaseGate gate, ChangedAccounts changed, ILogger<SetAsideReplayConsumer> log)
    : IConsumer<SetAsideReplayRequested>
{
    const int EventsAtATime = 1_000;

    public async Task Consume(ConsumeContext<SetAsideReplayRequested> context)
    {
        var (request, cancellation) = (context.Message, context.CancellationToken);
        var ids = await gate.PassAsync(
            inner => replay.NextAsync(request.AccountId, request.SetAsideId, request.SqlState, request.AfterId, EventsAtATime, inner), cancellation);
        var outcomes = new Dictionary<ReplayOutcome, int>();
        foreach (var id in ids)
        {
            var outcome = await gate.PassAsync(inner => replay.ReplayAsync(request.AccountId, id, inner), cancellation);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        if (outcomes.ContainsKey(ReplayOutcome.Stored)) changed.Note(Encoding.UTF8.GetBytes(request.AccountId));
        WorkerLog.Replayed(log, ids.Count, outcomes.GetValueOrDefault(ReplayOutcome.Stored), outcomes.GetValueOrDefault(ReplayOutcome.RefusedAgain));
        if (ids.Count == EventsAtATime) await context.Publish(request with { AfterId = ids[^1] }, cancellation);
    }
}
