using System.CommandLine;

namespace Analytics.Load.Seed;

/// <summary><c>seed N</c>: fills a running system with events that look real.</summary>
static class SeedCommand
{
    public static Command Create()
    {
        var events = new Argument<long>("N") { Description = "How many events; 1 to 100,000,000.", DefaultValueFactory = _ => 1_000_000 };
        events.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 1 or > 100_000_000) result.AddError("N must be from 1 to 100000000.");
        });
        var url = new Option<string>("--url") { Description = "Where the API listens.", DefaultValueFactory = _ => ApiAddress.FromEnvironment() };
        var key = ApiKeyOption.Create();
        var accounts = BoundedOption.Create("--accounts", "Accounts, of which the first has most.", 50, 1, 1_000);
        var days = BoundedOption.Create("--days", "Days that the events lie in.", 30, 1, 3_650);
        var seed = BoundedOption.Create("--seed", "Another one makes other events.", 1, 0, int.MaxValue);
        var until = new Option<string>("--until") { Description = "The day (UTC, YYYY-MM-DD) before which the last event happened, at most 24 hours from now; today when missing." };
        var direct = new Option<bool>("--direct") { Description = $"By COPY into the database of {PostgresVariable.Name}, past API and queue." };
        var command = new Command("seed", "Fills a running system with events that look real; the same events again are all duplicates.") { events, url, key, accounts, days, seed, until, direct };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!ApiAddress.TryParse(parsed.GetValue(url)!, out var address))
                return await ExitCode.FailAsync(ExitCode.BadInput, $"'{parsed.GetValue(url)}' is not an address; try http://127.0.0.1:8080.");
            var now = TimeProvider.System.GetUtcNow();
            var day = DateOnly.FromDateTime(now.UtcDateTime);
            if (parsed.GetValue(until) is { } said && !SeedOptions.TryReadUntil(said, now, out day))
                return await ExitCode.FailAsync(ExitCode.BadInput, $"'{said}' is no day up to which there can be events: from 2011 until 24 hours from now, such as {now:yyyy-MM-dd}.");
            try
            {
                var options = new SeedOptions(parsed.GetValue(events), parsed.GetValue(accounts), parsed.GetValue(days), day, parsed.GetValue(seed));
                var postgres = parsed.GetValue(direct) ? PostgresVariable.Read() : null;
                return await new Seeding(options, address, parsed.GetValue(key), postgres, Console.Error, TimeProvider.System).RunAsync(Console.Out, cancellation);
            }
            catch (BadInputException wrong)
            {
                return await ExitCode.FailAsync(ExitCode.BadInput, wrong.Message);
            }
        });
        return command;
    }
}
