using Analytics.Load.Events;

namespace Analytics.Load.Bench;

/// <summary>
/// Makes the events of one run: a few types, a thousand paths, about 150 bytes an event as a row, of as many accounts and users as
/// the shape says. The accounts carry the run's and the phase's name, so that rows can be counted and deleted without touching anyone's.
/// </summary>
sealed class BenchEvents(string run, TimeProvider clock, BenchShape? shape = null)
{
    readonly BenchShape shape = shape ?? BenchShape.Usual;
    readonly string[] users = EventWords.Pool((shape ?? BenchShape.Usual).Users, i => $"user-{i:D5}");
    readonly string[] paths = EventWords.Paths(1_000);
    readonly string[] metadata = EventWords.Metadata(1_000);

    /// <summary>The accounts of one phase of the run.</summary>
    public string[] Accounts(string phase) => EventWords.Pool(shape.Accounts, i => $"bench-{run}-{phase}-{i}");

    /// <summary>Makes events that happen now, the same sequence of users and types each time, with ids that never repeat.</summary>
    public MadeEvent[] Make(string phase, int count)
    {
        var accounts = Accounts(phase);
        var now = clock.GetUtcNow();
        var events = new MadeEvent[count];
#pragma warning disable CA5394 // Load, not secrets; the seed makes runs alike.
        var random = new Random(2);
        for (var i = 0; i < count; i++)
        {
            // Microseconds: what the column keeps.
            var at = now.AddMicroseconds(i);
            events[i] = new MadeEvent(
                Guid.CreateVersion7(at).ToString(),
                accounts[shape.WhaleShare > 0 && random.NextDouble() < shape.WhaleShare ? 0 : random.Next(accounts.Length)],
                users[random.Next(users.Length)],
                EventWords.Types[random.Next(EventWords.Types.Length)],
                at.UtcDateTime,
                paths[random.Next(paths.Length)],
                metadata[random.Next(metadata.Length)]);
        }
#pragma warning restore CA5394

        return events;
    }
}
